//! The structured fuzzer: random documents of every device, changed or not, through every verb of the library.
//!
//! `cargo run --profile fuzz -p evalindex-fuzz -- --seconds 60 --seed 1`. What does not hold is written to a folder, with
//! the document as it was and as small as it could be made. A process of its own tries the documents, so that aborts are
//! findings too.

mod devices;
mod documents;
mod explanations;
mod mutation;
#[path = "../../support/random.rs"]
mod random;
mod shrink;
mod verbs;
mod worker;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

const USAGE: &str = "usage: evalindex-fuzz [--seconds N | --documents N] [--seed N] [--first N] [--folder DIR] | FILE";

/// What the command line says.
struct Settings {
    seed: u64,
    first: u64,
    documents: u64,
    seconds: u64,
    folder: PathBuf,
    worker: bool,
    file: Option<PathBuf>,
}

fn settings() -> Option<Settings> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/fuzz-findings");
    let (documents, seconds) = (u64::MAX >> 1, 60);
    let mut settings = Settings { seed: 1, first: 0, documents, seconds, folder, worker: false, file: None };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut number = || arguments.next()?.parse().ok();
        match argument.as_str() {
            "--seed" => settings.seed = number()?,
            "--first" => settings.first = number()?,
            "--seconds" => settings.seconds = number()?,
            "--documents" => (settings.documents, settings.seconds) = (number()?, u64::MAX / 1_000),
            "--folder" => settings.folder = arguments.next()?.into(),
            "--worker" => settings.worker = true,
            file if !file.starts_with('-') => settings.file = Some(file.into()),
            _ => return None,
        }
    }
    Some(settings)
}

fn main() -> ExitCode {
    let Some(settings) = settings() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let outcome = match &settings.file {
        Some(file) => one(file),
        None if settings.worker => {
            let last = settings.first.saturating_add(settings.documents);
            let until = Duration::from_secs(settings.seconds);
            worker::work(settings.seed, settings.first, last, until, &settings.folder).map(|()| 0)
        }
        None => all(&settings),
    };
    match outcome {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Tries one file, under ten seeds of what is asked.
fn one(file: &Path) -> std::io::Result<u64> {
    let bytes = fs::read(file)?;
    let tree = serde_json::from_slice(&bytes).ok();
    let fuzzed = documents::Fuzzed { bytes, tree };
    let outcomes: Vec<_> = (0..10).map(|seed| worker::finding(&fuzzed, seed)).collect();
    for outcome in &outcomes {
        println!("{outcome:?}");
    }
    Ok(u64::from(outcomes.iter().any(Result::is_err)))
}

/// Runs workers one after the other until the time or the documents are used up; gives the number of findings.
fn all(settings: &Settings) -> std::io::Result<u64> {
    let start = Instant::now();
    fs::create_dir_all(&settings.folder)?;
    let (mut first, mut findings) = (settings.first, 0);
    let last = settings.first.saturating_add(settings.documents);
    let ends = Duration::from_secs(settings.seconds);
    while first < last && start.elapsed() < ends {
        let why = settings.folder.join("why");
        let _ = fs::remove_file(&why);
        let left = ends.saturating_sub(start.elapsed()).as_secs().max(1);
        let numbers = [("--seed", settings.seed), ("--first", first), ("--documents", last - first)];
        let mut command = Command::new(std::env::current_exe()?);
        command.args(numbers.iter().flat_map(|(name, number)| [(*name).to_owned(), number.to_string()]));
        command.args(["--seconds", &left.to_string(), "--worker", "--folder"]).arg(&settings.folder);
        let output = command.output()?;
        let report = String::from_utf8_lossy(&output.stdout);
        print!("{report}");
        findings += u64::try_from(report.lines().filter(|line| line.starts_with("found ")).count()).unwrap_or(1);
        if output.status.success() {
            break;
        }
        // The process ended at a document: it is kept, and the next one begins after it.
        let [at, text] = worker::notes(&settings.folder);
        let number: u64 = fs::read_to_string(at)?.parse().map_err(std::io::Error::other)?;
        let said = String::from_utf8_lossy(&output.stderr);
        let why = fs::read_to_string(&why).unwrap_or_else(|_| format!("{}: {}", output.status, said.trim()));
        fs::copy(text, settings.folder.join(format!("{number}.json")))?;
        fs::write(settings.folder.join(format!("{number}.txt")), &why)?;
        println!("ended at document {number}: {why}");
        findings += 1;
        first = number + 1;
    }
    println!("{findings} findings, in {}", settings.folder.display());
    Ok(findings)
}
