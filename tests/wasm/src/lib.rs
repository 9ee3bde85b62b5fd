//! What the library answers to a document, for a caller that has only memory: the host writes a request into a buffer, calls
//! [`answer`], and reads the answer from another one.

use std::sync::Mutex;

use evalindex::robustness::{Control, Draws};
use evalindex::{Decimal, Document, Refused};

static REQUEST: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static ANSWER: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// The answer to a request: its first line says what is wanted, the rest is a document.
pub fn answered(request: &str) -> String {
    let (wanted, document) = request.split_once('\n').unwrap_or((request, ""));
    match asked(wanted, document) {
        Ok(answer) => answer,
        Err(refused) => serde_json::to_string_pretty(&refused).unwrap_or_default(),
    }
}

fn asked(wanted: &str, document: &str) -> Result<String, Refused> {
    let document = Document::from_json(document)?;
    let written = |answer: Result<String, serde_json::Error>| answer.unwrap_or_else(|error| error.to_string());
    Ok(match wanted {
        "evaluate" => written(serde_json::to_string_pretty(&document.evaluate()?)),
        "robustness" => match document.prepare()?.robustness(0, &Draws::new(500, 7).pairwise(true), Control::new().threads(4)) {
            Ok(found) => written(serde_json::to_string_pretty(&found)),
            Err(error) => error.to_string(),
        },
        "tipping" => match document.prepare()?.tipping(0, Control::new().threads(4)) {
            Ok(found) => written(serde_json::to_string_pretty(&found)),
            Err(error) => error.to_string(),
        },
        "balance" => match document.prepare()?.balance(0, Decimal::new(9, 1)) {
            Ok(found) => written(serde_json::to_string_pretty(&found)),
            Err(error) => error.to_string(),
        },
        "doubt" => match document.prepare()?.benefit_of_the_doubt(0, None, Default::default()) {
            Ok(found) => written(serde_json::to_string_pretty(&found)),
            Err(error) => error.to_string(),
        },
        other => format!("nobody knows `{other}`"),
    })
}

/// Makes room for a request of so many bytes, and says where.
#[unsafe(no_mangle)]
pub extern "C" fn request(length: usize) -> *mut u8 {
    let mut request = REQUEST.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    *request = vec![0; length];
    request.as_mut_ptr()
}

/// Answers the request, and says how long the answer is.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> usize {
    let request = REQUEST.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let mut answer = ANSWER.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    *answer = answered(&String::from_utf8_lossy(&request)).into_bytes();
    answer.len()
}

/// Where the answer stands.
#[unsafe(no_mangle)]
pub extern "C" fn answer_at() -> *const u8 {
    ANSWER.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).as_ptr()
}
