//! Ten seconds of load over loopback: no wrong answer, memory that stays where it was, and how long requests took.
#![cfg(target_os = "linux")]

mod support;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use support::{Client, Service, fixture};

/// How long the load lasts.
const LOAD: Duration = Duration::from_secs(10);
/// Clients that ask one question after the other.
const CLIENTS: usize = 4;
/// What memory may grow by under load, KiB, beside a tenth of it: what allocators keep of freed memory varies.
const SLACK: u64 = 16 << 10;
/// What 99 of 100 requests must keep below, on a machine that may be busy with other things.
const MOST_P99: Duration = Duration::from_secs(2);

/// A question: what it is called, the request, and the status that is right.
struct Question {
    name: &'static str,
    method: &'static str,
    path: String,
    body: Vec<u8>,
    status: u16,
}

/// What clients ask in turn.
fn questions() -> Vec<Question> {
    let large = fixture("2023.json");
    let wrong = String::from_utf8_lossy(&large).replacen("\"weight\"", "\"wieght\"", 3).into_bytes();
    let asked = |name, method, path: &str, body: &[u8], status| Question {
        name,
        method,
        path: path.to_owned(),
        body: body.to_vec(),
        status,
    };
    let index = |rest: &str| format!("{{document}}/indexes/cities{rest}");
    vec![
        asked("post", "POST", "/documents", &large, 201),
        asked("page", "GET", &index("/ranking?skip=5&count=20"), b"", 200),
        asked("subject", "GET", &index("/subjects/{subject}"), b"", 200),
        asked("what-if", "POST", &index("/what-if"), br#"[{"scale": "{node}", "factor": 1.5}]"#, 200),
        asked("page", "GET", &index("/ranking"), b"", 200),
        asked("refused", "POST", "/documents", &wrong, 422),
        asked("tipping", "GET", &index("/tipping"), b"", 200),
        asked("page", "GET", &index("/ranking?skip=1000"), b"", 200),
        asked("robustness", "POST", &index("/robustness"), br#"{"count": 200, "seed": 1}"#, 200),
        asked("whole", "GET", "{document}", b"", 200),
        asked("unknown", "GET", &index("/subjects/nobody"), b"", 404),
        asked("removed", "DELETE", "{document}", b"", 204),
    ]
}

/// How long each request took, by name.
type Took = BTreeMap<&'static str, Vec<Duration>>;

/// Asks the questions in turn, the first of which posts the document that the others are about.
fn ask(address: SocketAddr, questions: &[Question], until: Instant) -> Took {
    let mut client = Client::new(address);
    let mut took = Took::new();
    while Instant::now() < until {
        let mut known: Vec<(&str, String)> = Vec::new();
        for question in questions {
            let fill = |text: &str| known.iter().fold(text.to_owned(), |text, (name, value)| text.replace(name, value));
            let path = fill(&question.path);
            let body = if question.body.len() < 1000 {
                fill(&String::from_utf8_lossy(&question.body)).into_bytes()
            } else {
                question.body.clone()
            };
            let begun = Instant::now();
            let answer = client.send(question.method, &path, &body).unwrap();
            took.entry(question.name).or_default().push(begun.elapsed());
            assert_eq!(answer.status, question.status, "{} {path}: {}", question.method, answer.text());
            if answer.status == 201 {
                known = names(&answer.json(), &mut client);
            }
        }
    }
    took
}

/// What stands for the names in braces: the posted document, a subject and a node of its ranking.
fn names(posted: &serde_json::Value, client: &mut Client) -> Vec<(&'static str, String)> {
    let document = format!("/documents/{}", posted["document"]);
    let page = client.send("GET", &format!("{document}/indexes/cities/ranking?count=1"), b"").unwrap().json();
    let row = &page["ranking"][0];
    let node = row["nodes"].as_object().unwrap().keys().next().unwrap().clone();
    vec![("{document}", document), ("{subject}", row["subject"].as_str().unwrap().to_owned()), ("{node}", node)]
}

/// Begins long work again and again, and hangs up each time.
fn hang_up(address: SocketAddr, path: &str, over: &AtomicBool) -> u32 {
    let mut times = 0;
    while !over.load(Ordering::Relaxed) {
        let mut client = Client::new(address);
        client.begin("POST", path, br#"{"count": 1000000, "seed": 1}"#).unwrap();
        thread::sleep(Duration::from_millis(100));
        times += 1;
    }
    times
}

/// Clients that ask, and one that hangs up.
fn load(service: &Service, questions: &[Question], document: &str, lasting: Duration) -> (Took, u32) {
    let until = Instant::now() + lasting;
    let over = AtomicBool::new(false);
    let path = format!("{document}/indexes/cities/robustness");
    thread::scope(|scope| {
        let rude = scope.spawn(|| hang_up(service.address, &path, &over));
        let clients: Vec<_> = (0..CLIENTS).map(|_| scope.spawn(|| ask(service.address, questions, until))).collect();
        let mut all = Took::new();
        for client in clients {
            for (name, took) in client.join().unwrap() {
                all.entry(name).or_default().extend(took);
            }
        }
        over.store(true, Ordering::Relaxed);
        (all, rude.join().unwrap())
    })
}

/// The time that this share of the requests, in hundredths, kept within.
fn within(took: &mut [Duration], hundredths: usize) -> Duration {
    took.sort_unstable();
    took[(took.len() * hundredths).div_ceil(100).max(1) - 1]
}

#[test]
fn ten_seconds_of_load_leave_no_error_and_no_memory_behind() {
    let service = Service::start();
    let document = service.posted(&fixture("2023.json"));
    let questions = questions();
    load(&service, &questions, &document, Duration::from_secs(3));
    let before = service.resident();
    let (took, hung_up) = load(&service, &questions, &document, LOAD);
    let after = service.resident();
    service.wait_for_long_work(0, Duration::from_secs(2));

    println!("{:12} {:>8} {:>10} {:>10}", "request", "times", "p50", "p99");
    let mut all = Vec::new();
    for (name, mut took) in took {
        println!("{name:12} {:8} {:>10.1?} {:>10.1?}", took.len(), within(&mut took, 50), within(&mut took, 99));
        all.append(&mut took);
    }
    let p99 = within(&mut all, 99);
    println!("{:12} {:8} {:>10.1?} {p99:>10.1?}", "all", all.len(), within(&mut all, 50));
    println!("{hung_up} clients hung up; resident memory {before} KiB before, {after} KiB after");
    assert!(all.len() > 100, "hardly any load: {} requests", all.len());
    assert!(p99 < MOST_P99, "99 of 100 requests took up to {p99:?}, and {MOST_P99:?} is the most");
    assert!(after <= before + before / 10 + SLACK, "memory grew from {before} to {after} KiB");
}
