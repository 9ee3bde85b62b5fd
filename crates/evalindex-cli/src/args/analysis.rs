//! The arguments and the steps of verbs that analyse one index after another.

use std::collections::BTreeMap;

use evalindex::result::{OfIndex, OfIndexes};
use evalindex::{Document, Index, Prepared};
use serde::Serialize;

use super::{Input, Writing};
use crate::failure::{Failure, Fatal, problem_lines};
use crate::lang::{Categories, Lang, Line, line};
use crate::output::Answer;
use crate::render::{About, Items, Sheet, Sheets, Tidy};

/// The arguments of such a verb.
#[derive(Debug, clap::Args)]
pub(crate) struct Analysis {
    /// The document.
    #[command(flatten)]
    input: Input,

    /// Look into this index only
    #[arg(long, value_name = "ID")]
    index: Option<String>,

    /// Format and language.
    #[command(flatten)]
    writing: Writing,
}

/// One index of a document, for a verb to analyse.
pub(crate) struct Opened<'a> {
    /// The name of the document in messages.
    pub(crate) file: &'a str,
    /// The document, with its figures scored.
    pub(crate) prepared: &'a Prepared,
    /// The position of the index in the document.
    pub(crate) index: usize,
    /// The same as it is declared.
    declared: &'a Index,
    /// Its name and what it scores.
    pub(crate) title: String,
    /// The language of headings.
    pub(crate) lang: Lang,
    /// The names of all subjects by id.
    names: &'a BTreeMap<&'a str, &'a str>,
    /// The names of kinds and groups of subjects.
    categories: Categories,
    /// The nodes of the index by id.
    nodes: BTreeMap<&'a str, Place<'a>>,
}

/// A node where it stands in the tree of its index.
struct Place<'a> {
    /// Its name.
    name: &'a str,
    /// How many nodes stand above it, below the index.
    level: usize,
}

impl Opened<'_> {
    /// The title of a sheet on the index.
    pub(crate) fn titled(&self, what: Line) -> String {
        format!("{}: {}", self.title, self.lang.say(what))
    }

    /// A subject's name by its id.
    pub(crate) fn subject(&self, id: &str) -> String {
        self.names.get(id).map_or_else(|| id.to_owned(), |name| (*name).to_owned())
    }

    /// A table for machines with a row for each of these items.
    pub(crate) fn tidy<'i, T>(&self, name: &'static str, items: &'i [T]) -> Items<'i, T> {
        Tidy::of(name, self.lang, items)
    }

    /// A grade's name in the language of names.
    pub(crate) fn grade(&self, name: &str) -> String {
        let declared = self.declared.grades.iter().find(|grade| grade.name == name);
        declared.map_or(name, |grade| self.lang.name(&grade.name, grade.name_zh.as_ref())).to_owned()
    }

    /// A group's name in the language of names.
    pub(crate) fn group<'n>(&'n self, id: &'n str) -> &'n str {
        self.categories.group(id)
    }

    /// A node's name by its id: in English the id itself, by which options know it.
    pub(crate) fn node(&self, id: &str) -> String {
        match self.lang {
            Lang::En => id.to_owned(),
            Lang::Zh => self.node_name(id),
        }
    }

    /// A node's name by its id, in the language of names.
    pub(crate) fn node_name(&self, id: &str) -> String {
        self.nodes.get(id).map_or_else(|| id.to_owned(), |node| node.name.to_owned())
    }

    /// A node as [`Self::node`] names it, indented by its level: for columns of nodes in the order of the document.
    pub(crate) fn indented_node(&self, id: &str) -> String {
        let level = self.nodes.get(id).map_or(0, |node| node.level);
        format!("{}{}", "  ".repeat(level), self.node(id))
    }

    /// The names of several subjects, as a list.
    pub(crate) fn subject_list(&self, ids: &[String]) -> String {
        ids.iter().map(|id| self.subject(id)).collect::<Vec<_>>().join(self.lang.say(line::LIST_COMMA))
    }
}

impl Analysis {
    /// Reads the document, analyses each index that is asked for, and writes the findings of this verb.
    pub(crate) fn run<T: Serialize, E: Fatal>(
        &self,
        verb: &str,
        look: impl Fn(&Opened<'_>) -> Result<T, E>,
        sheets: impl Fn(&Opened<'_>, &T) -> Vec<Sheet>,
    ) -> Result<Answer, Failure> {
        self.run_some(verb, |opened| look(opened).map(Some), sheets)
    }

    /// The same for the indexes that are meant, of those that are asked for.
    pub(crate) fn run_where<T: Serialize, E: Fatal, M: Fn(&Index) -> bool>(
        &self,
        verb: &str,
        meant: impl Fn(&Document) -> Result<M, Failure>,
        look: impl Fn(&Opened<'_>) -> Result<T, E>,
        sheets: impl Fn(&Opened<'_>, &T) -> Vec<Sheet>,
    ) -> Result<Answer, Failure> {
        self.run_meant(verb, meant, |opened| look(opened).map(Some), sheets)
    }

    /// The same, where an index may have nothing to tell: it is left out then.
    pub(crate) fn run_some<T: Serialize, E: Fatal>(
        &self,
        verb: &str,
        look: impl Fn(&Opened<'_>) -> Result<Option<T>, E>,
        sheets: impl Fn(&Opened<'_>, &T) -> Vec<Sheet>,
    ) -> Result<Answer, Failure> {
        self.run_meant(verb, |_| Ok(|_: &Index| true), look, sheets)
    }

    /// The indexes that are meant, as far as they have something to tell.
    fn run_meant<T: Serialize, E: Fatal, M: Fn(&Index) -> bool>(
        &self,
        verb: &str,
        meant: impl Fn(&Document) -> Result<M, Failure>,
        look: impl Fn(&Opened<'_>) -> Result<Option<T>, E>,
        sheets: impl Fn(&Opened<'_>, &T) -> Vec<Sheet>,
    ) -> Result<Answer, Failure> {
        let file = self.input.file.name();
        let document = self.input.file.document(Failure::not_evaluated)?;
        let prepared = document.prepare().map_err(|refused| refused.failure(&file))?;
        let lang = self.writing.lang;
        let names = lang.subject_names(&document);
        let mut opened = self.opened(&file, &document, &prepared, &names)?;
        let meant = meant(&document)?;
        opened.retain(|one| meant(one.declared));
        let found: Result<Vec<Option<T>>, E> = opened.iter().map(look).collect();
        let found = found.map_err(|error| error.failure(&file))?;
        let told = || opened.iter().zip(&found).filter_map(|(one, found)| Some((one, found.as_ref()?)));
        let sheets = told()
            .flat_map(|(one, found)| sheets(one, found).into_iter().map(|sheet| sheet.of_index(&one.declared.id)));
        let shown = sheets.collect();
        let indexes = told().map(|(one, found)| OfIndex::new(one.declared, found));
        let result = &document.published(verb, OfIndexes::new(indexes));
        let report = Sheets { about: About::from(document.draft()), shown, lang, result };
        self.writing.answer(&report, problem_lines(&file, document.warnings(), document.more_warnings()))
    }

    /// The indexes that are asked for.
    fn opened<'a>(
        &self,
        file: &'a str,
        document: &'a Document,
        prepared: &'a Prepared,
        names: &'a BTreeMap<&'a str, &'a str>,
    ) -> Result<Vec<Opened<'a>>, Failure> {
        let (indexes, lang) = (&document.draft().indexes, self.writing.lang);
        let wanted = |id: &str| self.index.as_deref().is_none_or(|wanted| wanted == id);
        if let Some(id) = &self.index {
            prepared.index(id)?;
        }
        let categories = Categories::new(document.draft(), lang);
        let opened = indexes.iter().enumerate().filter(|(_, index)| wanted(&index.id)).map(|(position, index)| {
            let name = lang.name(&index.name, index.name_zh.as_ref());
            let title = format!("{name} · {}", categories.kind(&index.kind));
            let (nodes, categories) = (places(index, lang), categories.clone());
            Opened { file, prepared, index: position, declared: index, title, lang, names, categories, nodes }
        });
        Ok(opened.collect())
    }
}

/// An index and its nodes by id.
fn places(index: &Index, lang: Lang) -> BTreeMap<&str, Place<'_>> {
    let top = Place { name: lang.name(&index.name, index.name_zh.as_ref()), level: 0 };
    let mut places = BTreeMap::from([(index.id.as_str(), top)]);
    let mut levels = vec![(index.children.as_slice(), 0_usize)];
    while let Some((nodes, level)) = levels.pop() {
        for node in nodes {
            places.insert(node.id(), Place { name: lang.name(node.name(), node.name_zh()), level });
            levels.push((node.children(), level + 1));
        }
    }
    places
}
