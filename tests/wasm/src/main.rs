//! The native answer to a request on standard input.

use std::io::{Read, Write};

fn main() -> std::io::Result<()> {
    let mut request = String::new();
    std::io::stdin().read_to_string(&mut request)?;
    std::io::stdout().write_all(evalindex_wasm_check::answered(&request).as_bytes())
}
