//! What the service answers. The figures of `fixtures/small.json` were computed by hand for the README of the library.

mod support;

use std::time::Duration;

use serde_json::{Value, json};
use support::{Answer, Service, fixture};

#[test]
fn a_posted_document_gives_its_ranking_page_by_page() {
    let service = Service::start();
    let answer = service.client().send("POST", "/documents", &fixture("small.json")).unwrap();
    assert_eq!(answer.status, 201);
    assert!(answer.head.contains("location: /documents/1\r\n"), "{}", answer.head);
    let posted = answer.json();
    assert_eq!(posted["indexes"], json!([{"id": "cities", "name": "Cities", "ranked": 3, "unranked": 0}]));

    let page = service.client().send("GET", "/documents/1/indexes/cities/ranking?skip=1&count=1", b"").unwrap();
    assert_eq!(page.status, 200);
    assert!(page.text().contains(r#""score":72.70,"#), "digits as they were published: {}", page.text());
    let page = page.json();
    assert_eq!((&page["skip"], &page["ranked"]), (&json!(1), &json!(3)));
    assert_eq!(page["ranking"].as_array().unwrap().len(), 1);
    assert_eq!(page["ranking"][0]["subject"], "west");

    let whole = service.client().send("GET", "/documents/1", b"").unwrap().json();
    let order: Vec<&Value> =
        whole["indexes"][0]["ranking"].as_array().unwrap().iter().map(|row| &row["subject"]).collect();
    assert_eq!(order, ["east", "west", "north"]);
}

#[test]
fn one_subject_is_told_with_its_nodes_and_notices() {
    let service = Service::start();
    let index = format!("{}/indexes/cities", service.posted(&fixture("small.json")));
    let detail = service.client().send("GET", &format!("{index}/subjects/west"), b"").unwrap().json();
    assert_eq!((&detail["row"]["rank"], &detail["row"]["nodes"]["economy"]["score"]), (&json!(2), &json!(77.78)));
    let notices = detail["notices"].as_array().unwrap();
    assert!(notices.iter().any(|notice| notice["what"] == "clamped"), "{detail}");
    assert!(notices.iter().all(|notice| notice["subject"] == "west"), "{detail}");
}

#[test]
fn other_weights_are_compared_with_those_at_hand() {
    let service = Service::start();
    let index = format!("{}/indexes/cities", service.posted(&fixture("small.json")));
    let changes = br#"[{"set": "innovation", "weight": "60"}]"#;
    let found = service.client().send("POST", &format!("{index}/what-if"), changes).unwrap().json();
    let north = &found["indexes"][0]["ranking"][2];
    let lost = north["before"]["score"].as_f64().unwrap() - north["score"].as_f64().unwrap();
    assert_eq!(north["subject"], "north");
    assert!((lost - 3.0).abs() < 1e-9, "{north}");
}

#[test]
fn long_work_is_answered() {
    let service = Service::start();
    let index = format!("{}/indexes/cities", service.posted(&fixture("small.json")));
    let draws = br#"{"count": 1000, "seed": 7, "weights": {"within": 0.25}}"#;
    let found = service.client().send("POST", &format!("{index}/robustness"), draws).unwrap().json();
    assert_eq!(found["subjects"]["east"]["place"], json!([1, 0, 0])); // East leads at every node
    let tipping = service.client().send("GET", &format!("{index}/tipping"), b"").unwrap();
    assert_eq!(tipping.status, 200);
    // So no weight puts West ahead of it.
    let pair = json!({"ahead": "east", "behind": "west", "node": null, "from": null, "to": null});
    assert_eq!(tipping.json()["pairs"][0], pair);
}

#[test]
fn a_document_with_problems_is_refused_with_all_of_them() {
    let service = Service::start();
    let text = String::from_utf8(fixture("small.json")).unwrap();
    let wrong = text.replacen("\"weight\": 50", "\"wieght\": 50", 1);
    let answer = service.client().send("POST", "/documents", wrong.as_bytes()).unwrap();
    assert_eq!(answer.status, 422);
    assert!(answer.head.contains("content-type: application/json\r\n"));
    let refused = answer.json();
    assert_eq!(refused["error"], "the document is refused");
    let problem = &refused["problems"][0];
    assert_eq!(
        (&problem["severity"], &problem["kind"], &problem["found"], &problem["expected"]),
        (&json!("problem"), &json!("unknown_field"), &json!("`wieght`"), &json!("`weight`"))
    );
    let at = wrong.find("\"wieght\"").unwrap();
    assert_eq!(problem["position"]["line"], json!(wrong[..at].matches('\n').count() + 1));

    let answer = service.client().send("POST", "/documents", b"{").unwrap();
    assert_eq!((answer.status, &answer.json()["problems"][0]["kind"]), (400, &json!("syntax")));
}

#[test]
fn a_document_beyond_a_limit_is_refused() {
    let service = Service::start();
    let subjects: Vec<Value> =
        (0..20_001).map(|n| json!({"id": format!("s{n}"), "name": "S", "kind": "region"})).collect();
    let indicator = json!({"id": "a", "name": "A", "weight": 100, "rule": {"type": "as_is"}});
    let index = json!({"id": "i", "name": "I", "kind": "region", "children": [indicator]});
    let document = json!({"format": "evalindex/1", "indexes": [index], "subjects": subjects, "values": {}});
    let answer = service.client().send("POST", "/documents", document.to_string().as_bytes()).unwrap();
    assert_eq!(answer.status, 422);
    let refused = answer.json();
    let too_many = |problem: &Value| problem["kind"] == "limit" && problem["found"] == "20001 subjects";
    assert!(refused["problems"].as_array().unwrap().iter().any(too_many), "{refused}");
}

#[test]
fn every_other_fault_is_a_sentence_in_the_same_shape() {
    let service = Service::start();
    let document = service.posted(&fixture("small.json"));
    let index = format!("{document}/indexes/cities");
    let fault = |method: &str, path: &str, body: &[u8]| -> (u16, String) {
        let Answer { status, body, .. } = service.client().send(method, path, body).unwrap();
        let shape: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(shape.as_object().unwrap().len(), 1, "{method} {path}: {shape}");
        (status, shape["error"].as_str().unwrap().to_owned())
    };
    assert_eq!(fault("GET", "/documents/7", b""), (404, "there is no document 7".to_owned()));
    assert_eq!(
        fault("GET", &format!("{document}/indexes/citys/ranking"), b""),
        (404, "there is no index `citys`; did you mean `cities`? (known indexes: cities)".to_owned())
    );
    assert_eq!(fault("GET", &format!("{index}/subjects/south"), b"").0, 404);
    assert_eq!(fault("GET", "/rankings", b"").0, 404);
    assert_eq!(fault("PUT", &document, b"").0, 405);
    assert_eq!(fault("GET", "/documents/first", b"").0, 400);
    assert_eq!(fault("GET", &format!("{index}/ranking?from=3"), b"").0, 400);
    assert_eq!(fault("GET", &format!("{index}/ranking?count=1001"), b"").0, 422);
    let what_if = format!("{index}/what-if");
    assert_eq!(fault("POST", &what_if, br#"[{"set": "inovation", "weight": 60}]"#).0, 404);
    assert_eq!(fault("POST", &what_if, br#"[{"set": "innovation", "weight": 101}]"#).0, 422);
    assert_eq!(fault("POST", &what_if, br#"{"set": "innovation"}"#).0, 422);
    assert_eq!(fault("POST", &what_if, b"[").0, 400);
    assert_eq!(fault("POST", &format!("{index}/robustness"), br#"{"count": 1000001, "seed": 1}"#).0, 422);
    assert_eq!(fault("POST", &format!("{index}/robustness"), br#"{"count": 0, "seed": 1}"#).0, 422);
}

#[test]
fn a_body_beyond_the_limit_is_refused() {
    let service = Service::start();
    let answer = service.client().send("POST", "/documents", &vec![b' '; (8 << 20) + 1]).unwrap();
    assert_eq!(answer.status, 413);
    assert!(answer.json()["error"].is_string());
}

#[test]
fn the_oldest_document_makes_room() {
    let service = Service::start();
    let mut client = service.client();
    let small = fixture("small.json");
    for number in 1..=257 {
        let posted = client.send("POST", "/documents", &small).unwrap().json();
        assert_eq!(posted["document"], number);
    }
    assert_eq!(client.send("GET", "/health", b"").unwrap().json()["documents"], 256);
    assert_eq!(client.send("GET", "/documents/1", b"").unwrap().status, 404);
    assert_eq!(client.send("DELETE", "/documents/2", b"").unwrap().status, 204);
    assert_eq!(client.send("GET", "/documents/2", b"").unwrap().status, 404);
    assert_eq!(client.send("GET", "/documents/3", b"").unwrap().status, 200);
    assert_eq!(client.send("GET", "/health", b"").unwrap().json()["documents"], 255);
}

#[test]
fn long_work_ends_when_its_client_hangs_up() {
    let service = Service::start();
    let index = format!("{}/indexes/cities", service.posted(&fixture("2023.json")));
    let mut client = service.client();
    // A million draws take a minute or more.
    client.begin("POST", &format!("{index}/robustness"), br#"{"count": 1000000, "seed": 1}"#).unwrap();
    service.wait_for_long_work(1, Duration::from_secs(10));
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(service.long_work(), 1);
    drop(client);
    service.wait_for_long_work(0, Duration::from_secs(2));
}
