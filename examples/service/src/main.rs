//! A service that embeds evalindex: documents are posted, their rankings are read, and questions about them are answered.
//!
//! `evalindex-service 127.0.0.1:8080` serves there until SIGTERM or ctrl-c; its `README.md` has the routes.

#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod analyses;
mod app;
mod documents;
mod extract;
mod fault;
mod indexes;
mod settings;
mod stop;
mod store;
mod work;

use std::error::Error;
use std::future::IntoFuture;
use std::net::SocketAddr;

use tokio::net::TcpListener;
use tokio::runtime::Builder;
use tokio::sync::oneshot;
use tokio::time::sleep;

fn main() -> Result<(), Box<dyn Error>> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8080".to_owned()).parse()?;
    let runtime = Builder::new_multi_thread().enable_all().max_blocking_threads(work::threads()).build()?;
    // The runtime ends with this function. It drops the requests that are not done, and each stops its long work.
    runtime.block_on(serve(address))
}

/// Serves until the process is told to stop. Requests that have begun are answered, unless they take too long.
async fn serve(address: SocketAddr) -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind(address).await?;
    let signal = stop::Signal::new()?;
    println!("listening on {}", listener.local_addr()?);
    let (tell, told) = oneshot::channel();
    let server = axum::serve(listener, app::routes()).with_graceful_shutdown(async {
        signal.wait().await;
        // Nobody listens when the server has failed, and then it ends anyhow.
        let _ = tell.send(());
    });
    let too_late = async {
        if told.await.is_ok() {
            sleep(settings::GRACE).await;
        }
    };
    tokio::select! {
        biased;
        done = server.into_future() => done?,
        () = too_late => eprintln!("stopped before all requests were answered"),
    }
    Ok(())
}
