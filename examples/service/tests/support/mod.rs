//! The service as a process, and a client of HTTP/1.1 that knows as much as the tests need.

// Each file of tests is a program of its own, and none uses all of this.
#![allow(dead_code)]

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

/// A document of the repository.
pub fn fixture(name: &str) -> Vec<u8> {
    fs::read(format!("{}/../../fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// A running service, killed when dropped.
pub struct Service {
    pub process: Child,
    pub address: SocketAddr,
}

impl Service {
    pub fn start() -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_evalindex-service"));
        let mut process = command.arg("127.0.0.1:0").stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on ").unwrap().parse().unwrap();
        Self { process, address }
    }

    pub fn client(&self) -> Client {
        Client::new(self.address)
    }

    /// Posts a document that must be accepted, and gives its path.
    pub fn posted(&self, document: &[u8]) -> String {
        let answer = self.client().send("POST", "/documents", document).unwrap();
        assert_eq!(answer.status, 201, "{}", answer.text());
        format!("/documents/{}", answer.json()["document"])
    }

    /// How many pieces of long work run now.
    pub fn long_work(&self) -> u64 {
        self.client().send("GET", "/health", b"").unwrap().json()["working"]["long"].as_u64().unwrap()
    }

    /// Waits until so many pieces of long work run, and says how long that took.
    pub fn wait_for_long_work(&self, wanted: u64, most: Duration) -> Duration {
        let begun = Instant::now();
        while self.long_work() != wanted {
            assert!(begun.elapsed() < most, "not {wanted} pieces of long work after {most:?}");
            std::thread::sleep(Duration::from_millis(10));
        }
        begun.elapsed()
    }

    /// Sends the signal that asks a process to stop.
    pub fn terminate(&self) {
        let done = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status().unwrap();
        assert!(done.success());
    }

    /// Memory that the process holds, in KiB.
    pub fn resident(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse().unwrap()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What the service answers.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// A client with one connection, which is kept alive.
pub struct Client {
    connection: BufReader<TcpStream>,
}

impl Client {
    pub fn new(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        Self { connection: BufReader::new(stream) }
    }

    /// Sends a request and reads the answer.
    pub fn send(&mut self, method: &str, path: &str, body: &[u8]) -> io::Result<Answer> {
        self.begin(method, path, body)?;
        self.answer()
    }

    /// Sends a request.
    pub fn begin(&mut self, method: &str, path: &str, body: &[u8]) -> io::Result<()> {
        let length = body.len();
        let kind = if length > 0 { "content-type: application/json\r\n" } else { "" };
        let head = format!("{method} {path} HTTP/1.1\r\nhost: service\r\n{kind}content-length: {length}\r\n\r\n");
        self.connection.get_mut().write_all(&[head.as_bytes(), body].concat())
    }

    /// Reads the answer to a request.
    pub fn answer(&mut self) -> io::Result<Answer> {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if self.connection.read_line(&mut head)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
        self.connection.read_exact(&mut body)?;
        Ok(Answer { status, head, body })
    }
}
