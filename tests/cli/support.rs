//! What the tests share: a way to run the command, and a document whose results were worked out by hand.

use std::path::PathBuf;

use assert_cmd::Command;
use serde_json::Value;

/// Two indexes. By hand, for the cities (weights 40 + 20 within innovation, 60 + 40 above):
/// - Lüliang scores 85.555 everywhere, which half up publishes as 85.56: excellent, first;
/// - Taiyuan: innovation (40·90 + 20·60)/60 = 80, green 80, base 80, with a bonus of 2: 82, good, second;
/// - Datong has no PM2.5, so innovation (40·60 + 20·90)/60 = 70 is its base, less 1: 69, good, third;
/// - Yangquan has no figure for research, which leaves it unranked.
pub(crate) const DOCUMENT: &str = r#"{
  "format": "evalindex/1",
  "title": "Hand-worked",
  "period": "2023",
  "indexes": [
    {
      "id": "cities", "name": "Cities", "name_zh": "各市转型", "kind": "region",
      "grades": [
        { "name": "excellent", "name_zh": "优秀", "at_least": 85 },
        { "name": "good", "name_zh": "良好", "at_least": 0 }
      ],
      "children": [
        { "id": "innovation", "name": "Innovation", "name_zh": "创新驱动", "weight": 60, "children": [
          { "id": "research", "name": "Research", "name_zh": "研发", "weight": 40, "missing": "unranked", "rule": { "type": "as_is" } },
          { "id": "patents", "name": "Patents", "name_zh": "专利", "weight": 20, "rule": { "type": "as_is" } }
        ] },
        { "id": "green", "name": "Green growth", "name_zh": "绿色发展", "weight": 40, "children": [
          { "id": "pm25", "name": "PM2.5", "weight": 40, "missing": "reweight", "rule": { "type": "as_is" } }
        ] }
      ]
    },
    {
      "id": "departments", "name": "Departments", "name_zh": "省直部门", "kind": "department",
      "children": [ { "id": "service", "name": "Service", "name_zh": "服务", "weight": 1, "rule": { "type": "as_is" } } ]
    }
  ],
  "subjects": [
    { "id": "taiyuan", "name": "Taiyuan", "name_zh": "太原市", "kind": "region", "group": "large" },
    { "id": "datong", "name": "Datong", "name_zh": "大同市", "kind": "region", "group": "small" },
    { "id": "luliang", "name": "Lüliang", "name_zh": "吕梁市（含交城县）", "kind": "region", "group": "large" },
    { "id": "yangquan", "name": "Yangquan", "name_zh": "阳泉市", "kind": "region", "group": "small" },
    { "id": "finance", "name": "Finance", "name_zh": "财政厅", "kind": "department" }
  ],
  "values": {
    "taiyuan": { "research": 90, "patents": 60, "pm25": 80 },
    "datong": { "research": 60, "patents": 90, "pm25": null },
    "luliang": { "research": 85.555, "patents": 85.555, "pm25": 85.555 },
    "yangquan": { "patents": 50, "pm25": 50 },
    "finance": { "service": 75.5 }
  },
  "adjustments": [
    { "subject": "taiyuan", "type": "bonus", "points": 2, "reason": "an award" },
    { "subject": "datong", "type": "deduction", "points": 1, "reason": "an accident" }
  ]
}"#;

/// What came of a run.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    /// Standard output of a run that is expected to succeed.
    pub(crate) fn result(self) -> String {
        assert_eq!(self.status, Some(0), "{}", self.err);
        self.out
    }

    /// What JSON on standard output says of the first index.
    pub(crate) fn found(self) -> Value {
        let mut published: Value = serde_json::from_str(&self.result()).unwrap();
        published["indexes"][0].take()
    }

    /// Standard error of a run that is expected to end so, with nothing on standard output.
    pub(crate) fn complaint(self, status: i32) -> String {
        assert_eq!((self.status, self.out.as_str()), (Some(status), ""), "{}", self.err);
        self.err
    }
}

/// The command in an environment that says nothing about the terminal.
pub(crate) fn command() -> Command {
    let mut command = assert_cmd::cargo_bin_cmd!("score");
    command.env_remove("COLUMNS").env_remove("NO_COLOR");
    command
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    Run {
        status: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs `score - ARGUMENTS` on a text.
pub(crate) fn score(text: impl Into<Vec<u8>>, arguments: &[&str]) -> Run {
    run(command().arg("-").args(arguments).write_stdin(text))
}

/// Runs `score ARGUMENTS`.
pub(crate) fn score_arguments(arguments: &[&str]) -> Run {
    run(command().args(arguments))
}

/// A file of that name and content; names are used once each, since tests run side by side.
pub(crate) fn file(name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).unwrap();
    path
}
