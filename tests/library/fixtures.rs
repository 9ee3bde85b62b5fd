//! The fixtures: against figures computed or published by others, and what each of them is there to show.

use std::collections::BTreeMap;

use evalindex::model::{Observation, TaskClass};
use evalindex::number::Rounding;
use evalindex::order::CompareBy;
use evalindex::result::NoticeKind;
use evalindex::{Document, Evaluation};

use crate::documents::{fixture, repository};

fn document(name: &str) -> Document {
    Document::from_json(&fixture(name)).unwrap()
}

/// A fixture with scores published to this number of decimals.
fn to_decimals(name: &str, decimals: u32) -> Document {
    let mut text: serde_json::Value = serde_json::from_str(&fixture(name)).unwrap();
    for index in text["indexes"].as_array_mut().unwrap() {
        index["rounding"] = serde_json::json!({ "decimals": decimals });
    }
    Document::from_json(&text.to_string()).unwrap()
}

/// Rank, score to 6 decimals and grade of each subject, by index and subject.
type Rows = BTreeMap<(String, String), [String; 3]>;

/// `tests/expected/NAME.csv`: computed from the documents by a program of its own, written by somebody who had the
/// format's text and not this library, in Python's exact fractions and 60-digit decimals; those of the three extracts of
/// published indices by another one, in fractions and mpmath.
fn expected(name: &str) -> Rows {
    let path = repository().join("tests/expected").join(name).with_extension("csv");
    let mut rows = csv::Reader::from_path(path).unwrap();
    let records = rows.records().map(Result::unwrap);
    records.map(|row| ((row[0].into(), row[2].into()), [row[1].into(), row[3].into(), row[4].into()])).collect()
}

/// Places and grades as the document declares them, scores to 6 decimals.
fn computed(name: &str) -> Rows {
    let (declared, to_six) = (document(name).evaluate().unwrap(), to_decimals(name, 6).evaluate().unwrap());
    let six = |score: evalindex::Score| Rounding::half_up(6).apply(score.to_decimal()).to_string();
    let of_index = |index: &evalindex::result::IndexResult| {
        let id = index.id.clone();
        let digits = to_six.index(id.as_str()).unwrap();
        let rows = index.ranking.iter().map(|row| {
            let grade = row.grade.as_ref().map(|grade| grade.name.clone()).unwrap_or_default();
            let score = digits.subject(&row.subject).unwrap().score;
            ((id.clone(), row.subject.clone()), [row.rank.to_string(), six(score), grade])
        });
        rows.collect::<Vec<_>>()
    };
    declared.indexes.iter().flat_map(of_index).collect()
}

#[test]
fn every_fixture_comes_out_as_an_independent_computation_says() {
    for (name, subjects) in [
        ("2023.json", 53),
        ("shanxi-2018-gdp.json", 11),
        ("hdi-2022.json", 30),
        ("deprivation-2019.json", 9),
        ("goals-2023.json", 12),
        ("hospitals-2021.json", 9),
    ] {
        let expected = expected(name);
        assert_eq!(expected.len(), subjects, "{name}");
        assert_eq!(computed(name), expected, "{name}");
    }
}

#[test]
fn the_home_case_has_the_size_that_was_announced() {
    // China News Service, 30 October 2023: 165 key tasks and 50 breakthrough tasks, 11 cities and 42 departments.
    let document = document("2023.json");
    let of_kind = |kind: &str| document.subjects().iter().filter(|subject| subject.kind == kind).count();
    assert_eq!((of_kind("region"), of_kind("department")), (11, 42));
    let tasks = &document.draft().tasks;
    let of_class = |class: TaskClass| tasks.iter().filter(|task| task.class == class).count();
    assert_eq!((of_class(TaskClass::Key), of_class(TaskClass::Breakthrough)), (165, 50));
    assert!(document.draft().notes.iter().any(|note| note.to_lowercase().contains("illustrative")));
}

#[test]
fn the_tasks_of_the_home_case_are_named_and_quantified() {
    let document = document("2023.json");
    let tasks = &document.draft().tasks;
    for task in tasks {
        assert!(task.name_zh.as_ref().is_some_and(|name| !name.is_empty()), "{} has no Chinese name", task.id);
        assert!(!task.name.to_lowercase().starts_with("task "), "{}", task.name);
        assert!(task.progress.is_some() || (task.target.is_some() && task.unit.is_some()), "{} is vague", task.id);
        assert!(!task.lead.is_empty(), "{} has no lead", task.id);
    }
    let names: std::collections::BTreeSet<_> = tasks.iter().map(|task| &task.name).collect();
    assert_eq!(names.len(), tasks.len(), "every name is another");
}

#[test]
fn the_home_case_shows_each_thing_that_happens_to_figures_and_grades() {
    let document = document("2023.json");
    let evaluation = document.evaluate().unwrap();
    let told = |kind: NoticeKind| evaluation.notices.iter().any(|notice| notice.what == kind);
    for kind in [
        NoticeKind::Reweighted,
        NoticeKind::NotApplicable,
        NoticeKind::Imputed,
        NoticeKind::ScoreGiven,
        NoticeKind::Clamped,
        NoticeKind::BonusLimited,
        NoticeKind::Veto,
        NoticeKind::Quota,
    ] {
        assert!(told(kind), "{kind:?}");
    }
    let values = &document.draft().values;
    let given = |figure| values.inputs().any(|input| values.rows(input).any(|row| values.get(input, row) == figure));
    assert!(given(Observation::NotApplicable));
    let rows = || evaluation.indexes.iter().flat_map(|index| &index.ranking);
    assert!(rows().any(|row| row.bonus > evalindex::Score::ZERO));
    assert!(rows().any(|row| row.deduction > evalindex::Score::ZERO));
}

#[test]
fn changzhi_and_datong_publish_one_growth_and_are_not_equal() {
    // Published nominal growth of Q1-Q3 2018: Datong and Changzhi both 10.66 %, Lüliang 10.57 % next.
    let places = |by: CompareBy| {
        let mut draft = document("shanxi-2018-gdp.json").draft().clone();
        draft.indexes[0].ranking.by = by;
        let evaluation = Document::build(draft).unwrap().evaluate().unwrap();
        let result = evaluation.indexes[0].clone();
        ["datong", "changzhi", "luliang"].map(|id| {
            let row = result.subject(id).unwrap();
            (row.rank.to_string(), result.published(row.score).to_string())
        })
    };
    let expected = |ranks: [&str; 3]| {
        let [datong, changzhi, luliang] = ranks.map(str::to_owned);
        [(datong, "10.66".to_owned()), (changzhi, "10.66".to_owned()), (luliang, "10.57".to_owned())]
    };
    assert_eq!(places(CompareBy::Exact), expected(["5", "6", "7"]));
    assert_eq!(places(CompareBy::Published), expected(["5", "5", "7"]));
}

#[test]
fn growth_comes_out_as_published() {
    // The increments and growth rates published with the figures (source in the document's notes).
    let published = [
        ("taiyuan", "14.41"),
        ("changzhi", "10.66"),
        ("luliang", "10.57"),
        ("yuncheng", "9.41"),
        ("jinzhong", "13.66"),
        ("linfen", "6.40"),
        ("jincheng", "13.84"),
        ("datong", "10.66"),
        ("shuozhou", "6.41"),
        ("xinzhou", "10.37"),
        ("yangquan", "11.64"),
    ];
    let evaluation = document("shanxi-2018-gdp.json").evaluate().unwrap();
    let result = &evaluation.indexes[0];
    for (id, growth) in published {
        assert_eq!(result.published(result.subject(id).unwrap().score).to_string(), growth, "{id}");
    }
}

#[test]
fn the_human_development_index_comes_out_as_published() {
    // UNDP, Human Development Report 2023/24, table 1: HDI of 2022.
    let published = [
        ("CHE", "0.967"),
        ("NOR", "0.966"),
        ("DNK", "0.952"),
        ("SWE", "0.952"),
        ("DEU", "0.950"),
        ("IRL", "0.950"),
        ("SGP", "0.949"),
        ("AUS", "0.946"),
        ("NLD", "0.946"),
        ("USA", "0.927"),
        ("JPN", "0.920"),
        ("CHN", "0.788"),
        ("BRA", "0.760"),
        ("IND", "0.644"),
        ("SOM", "0.380"),
    ];
    let evaluation = document("hdi-2022.json").evaluate().unwrap();
    let result = &evaluation.indexes[0];
    for (id, hdi) in published {
        assert_eq!(result.published(result.subject(id).unwrap().score).to_string(), hdi, "{id}");
    }
    let rank = |id: &str| result.subject(id).unwrap().rank;
    assert!(rank("DNK") == rank("SWE") && rank("AZE") == rank("BRA"), "equal as published, equal in place");
}

/// A node's score of each ranked subject of an index, as published.
fn published(evaluation: &Evaluation, index: usize, node: &str) -> BTreeMap<String, String> {
    let result = &evaluation.indexes[index];
    let position = result.node(node).unwrap();
    let shown = |row: &evalindex::result::RankedSubject| row.nodes[position].score.map(|score| result.published(score));
    let rows = result.ranking.iter().map(|row| (row.subject.clone(), shown(row)));
    rows.filter_map(|(subject, score)| Some((subject, score?.to_string()))).collect()
}

/// Sustainable Development Report 2023: the goals as published, to one decimal; those of the seas for countries that have
/// one.
#[test]
fn goals_are_those_of_the_report() {
    let evaluation = document("goals-2023.json").evaluate().unwrap();
    let (poverty, seas) = (published(&evaluation, 0, "goal1"), published(&evaluation, 0, "goal14"));
    for (country, goal1, goal14) in [
        ("DEU", "99.5", Some("74.0")),
        ("FRA", "99.7", Some("65.7")),
        ("POL", "99.0", Some("72.1")),
        ("JPN", "99.3", Some("55.8")),
        ("KOR", "99.5", Some("55.4")),
        ("CHN", "98.1", Some("55.7")),
        ("VNM", "97.0", Some("47.7")),
        ("THA", "98.6", Some("64.2")),
        ("AUT", "99.5", None),
        ("CHE", "99.5", None),
        ("MNG", "94.6", None),
        ("LAO", "65.7", None),
    ] {
        assert_eq!(poverty[country], goal1, "{country}");
        if let Some(goal14) = goal14 {
            assert_eq!(seas[country], goal14, "{country}");
        }
    }
    let filled = evaluation.notices.iter().filter(|notice| notice.what == NoticeKind::Imputed);
    let filled: Vec<_> = filled.filter_map(|notice| notice.subject.as_deref()).collect();
    assert_eq!(filled, ["AUT", "CHE", "MNG", "LAO"]);
}

/// CMS, fiscal year 2021: total performance scores as published, and the worked example's 6 and 7 points.
#[test]
fn hospitals_score_what_the_program_published() {
    let evaluation = to_decimals("hospitals-2021.json", 12).evaluate().unwrap();
    let as_declared = document("hospitals-2021.json").evaluate().unwrap();
    assert_eq!(published(&as_declared, 0, "achievement")["hospital_i"], "6");
    assert_eq!(published(&as_declared, 0, "improvement")["hospital_i"], "7");
    let total = &evaluation.indexes[1];
    let scores: Vec<_> = total.ranking.iter().map(|row| (row.subject.as_str(), row.score.to_string())).collect();
    let figures = [
        ("010012", "44.75"),
        ("010001", "36.25"),
        ("010029", "34.75"),
        ("010005", "28.25"),
        ("010021", "28"),
        ("010006", "25.75"),
        ("010011", "21.5"),
        // Published as 19.5555555556, from a domain score of 6.66666666667.
        ("010007", "19.555555555557"),
    ];
    assert_eq!(scores, figures.map(|(hospital, score)| (hospital, score.to_owned())));
}

/// English Indices of Deprivation 2019: places of two authorities' areas among themselves go the way of those in England
/// (29,199; 30,379; 14,915; 8,678; 22,165; 20,391 and 18,089) but for what ranking few areas does to the middle.
#[test]
fn the_most_and_the_least_deprived_areas_are_those_of_england() {
    let evaluation = document("deprivation-2019.json").evaluate().unwrap();
    let order: Vec<_> = evaluation.indexes[0].ranking.iter().map(|row| row.subject.as_str()).collect();
    assert_eq!(order[..3], ["E01000005", "E01000003", "E01032740"]);
    assert_eq!(order.len(), 7);
    assert_eq!(published(&evaluation, 1, "worst_quarter")["E09000001"], "0.167");
}
