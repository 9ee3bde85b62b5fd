//! What the verbs share that look into one index after another: file, index, format, language.

use std::collections::BTreeMap;

use evalindex::{Document, Prepared, Refused};
use serde::Serialize;

use crate::failure::{Failure, problem_lines};
use crate::input::Source;
use crate::lang::{Lang, Words};
use crate::output::Answer;
use crate::render::{Page, Sheet, SheetFormat};
use crate::screen;

/// How the closing line of a refusal ends.
const NOT_EVALUATED: &str = ": not evaluated";

/// The arguments of such a verb.
#[derive(Debug, clap::Args)]
pub(crate) struct Analysis {
    /// The evaluation document (JSON); `-` reads standard input
    file: Source,

    /// Look into this index only
    #[arg(long, value_name = "ID")]
    index: Option<String>,

    /// How to write the result
    #[arg(long, value_enum, default_value_t = SheetFormat::Table)]
    format: SheetFormat,

    /// The language of names and headings
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,
}

/// A document made ready, for a verb to look into.
pub(crate) struct Opened {
    pub(crate) document: Document,
    pub(crate) prepared: Prepared,
    lang: Lang,
}

/// The results of several indexes, by id.
#[derive(Serialize)]
struct ByIndex<T> {
    indexes: BTreeMap<String, T>,
}

impl Opened {
    /// The fixed words.
    pub(crate) fn words(&self) -> &'static Words {
        self.lang.words()
    }

    /// A heading.
    pub(crate) fn heading(&self, english: &'static str) -> &'static str {
        self.lang.heading(english)
    }

    /// How many subjects an index has.
    pub(crate) fn subjects_of(&self, index: usize) -> usize {
        let kind = self.document.draft().indexes.get(index).map(|index| &index.kind);
        self.document.subjects().iter().filter(|subject| Some(&subject.kind) == kind).count()
    }

    /// A subject's name by its id.
    pub(crate) fn subject(&self, id: &str) -> String {
        let subject = self.document.subjects().iter().find(|subject| subject.id == id);
        let named = subject.map(|subject| match (self.lang, &subject.name_zh) {
            (Lang::Zh, Some(name)) => name.clone(),
            _ => subject.name.clone(),
        });
        named.unwrap_or_else(|| id.to_owned())
    }

    /// The name of an index and what it scores.
    pub(crate) fn title(&self, index: usize) -> String {
        let found = self.document.draft().indexes.get(index);
        found.map_or_else(String::new, |index| match (self.lang, &index.name_zh) {
            (Lang::Zh, Some(name)) => format!("{name} · {}", index.kind),
            _ => format!("{} · {}", index.name, index.kind),
        })
    }
}

impl Analysis {
    /// Reads the document, looks into each index that is asked for, and renders what is found: for JSON the result alone
    /// where it is one index, and else by id.
    pub(crate) fn run<T: Serialize>(
        &self,
        look: impl Fn(&Opened, usize) -> Result<T, Failure>,
        sheets: impl Fn(&Opened, usize, &T) -> Vec<Sheet>,
    ) -> Result<Answer, Failure> {
        let document = self.file.document(NOT_EVALUATED)?;
        let prepared = document.prepare().map_err(|refused| self.refused(&refused))?;
        let mut remarks = problem_lines(&self.file.name(), document.warnings());
        let opened = Opened { document, prepared, lang: self.lang };
        let mut found = Vec::new();
        for number in self.indexes(&opened.document)? {
            found.push((number, look(&opened, number)?));
        }
        let pages: Vec<Sheet> = found.iter().flat_map(|(number, one)| sheets(&opened, *number, one)).collect();
        remarks.extend(self.format.remarks(&pages));
        let page = Page { words: opened.words(), width: screen::width() };
        let result = if let [(_, one)] = found.as_slice() {
            self.format.render(&pages, one, &page)?
        } else {
            let id =
                |number: usize| opened.document.draft().indexes.get(number).map_or("", |index| &index.id).to_owned();
            let indexes = found.into_iter().map(|(number, one)| (id(number), one)).collect();
            self.format.render(&pages, &ByIndex { indexes }, &page)?
        };
        Ok(Answer { result, remarks })
    }

    /// Why the document cannot be evaluated.
    pub(crate) fn refused(&self, refused: &Refused) -> Failure {
        Failure::problems(&self.file.name(), refused.problems(), NOT_EVALUATED)
    }

    fn indexes(&self, document: &Document) -> Result<Vec<usize>, Failure> {
        let indexes = &document.draft().indexes;
        let Some(id) = &self.index else { return Ok((0..indexes.len()).collect()) };
        if let Some(number) = indexes.iter().position(|index| index.id == *id) {
            return Ok(vec![number]);
        }
        let known: Vec<&str> = indexes.iter().map(|index| index.id.as_str()).collect();
        Err(Failure::usage(format!("no index `{id}` (known indexes: {})", known.join(", "))))
    }
}
