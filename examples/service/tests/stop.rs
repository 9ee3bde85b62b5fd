//! How the service stops.
#![cfg(unix)]

mod support;

use std::net::TcpStream;
use std::time::{Duration, Instant};

use support::{Client, Service, fixture};

/// A service with draws under way that somebody waits for.
fn drawing(draws: u32) -> (Service, Client) {
    let service = Service::start();
    let index = format!("{}/indexes/cities", service.posted(&fixture("2023.json")));
    let mut client = service.client();
    let draws = format!(r#"{{"count": {draws}, "seed": 1}}"#);
    client.begin("POST", &format!("{index}/robustness"), draws.as_bytes()).unwrap();
    service.wait_for_long_work(1, Duration::from_secs(10));
    (service, client)
}

#[test]
fn what_has_begun_is_answered_and_nothing_else_is_accepted() {
    let (mut service, mut client) = drawing(5_000);
    service.terminate();
    let answer = client.answer().unwrap();
    assert_eq!((answer.status, &answer.json()["draws"]), (200, &5_000.into()), "{}", answer.text());
    assert!(service.process.wait().unwrap().success());
    assert!(TcpStream::connect(service.address).is_err());
}

#[test]
fn what_takes_too_long_is_given_up() {
    let (mut service, mut client) = drawing(1_000_000);
    service.terminate();
    let begun = Instant::now();
    assert!(service.process.wait().unwrap().success());
    let took = begun.elapsed();
    assert!(took > Duration::from_secs(4) && took < Duration::from_secs(10), "{took:?}: the grace is 5 s");
    assert!(client.answer().is_err());
}
