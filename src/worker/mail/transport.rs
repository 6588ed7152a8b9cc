//! The way mail leaves, whatever the configuration chose.

use super::{folder::Folder, message::Letter, outcome::Outcome, smtp::Server, url::MailUrl};
use crate::domain::{Result, limits};
use std::time::Duration;

/// A way for mail to leave. One serves the whole program: it keeps connections open and reuses them.
pub struct Transport {
    way: Way,
    patience: Duration,
}

enum Way {
    Server(Box<Server>),
    Folder(Folder),
}

impl Transport {
    /// Opens the way without sending anything. Must be called, and dropped, inside a Tokio runtime.
    ///
    /// # Errors
    /// The file of authorities cannot be read, or the folder cannot be made.
    pub fn open(url: &MailUrl) -> Result<Transport> {
        let way = match url {
            MailUrl::Server(server) => Way::Server(Box::new(Server::open(server)?)),
            MailUrl::Folder(path) => Way::Folder(Folder::open(path)?),
        };
        Ok(Transport { way, patience: Duration::from_secs(limits::MAIL_ATTEMPT_SECONDS) })
    }

    /// The same with another limit on how long one attempt may take.
    pub fn with_patience(self, patience: Duration) -> Transport {
        Transport { patience, ..self }
    }

    /// Connects, protects the connection and signs in, as for a mail, and sends none.
    pub async fn greet(&self) -> Outcome {
        match &self.way {
            Way::Server(server) => server.greet(self.patience).await,
            Way::Folder(_) => Outcome::Sent,
        }
    }

    /// Makes one attempt. Ends by itself in time: let it run, since an attempt dropped half-way hands back
    /// a connection on which an answer is still to come.
    pub async fn send(&self, letter: &Letter) -> Outcome {
        let message = match letter.message() {
            Ok(message) => message,
            Err(reason) => return Outcome::Never(reason),
        };
        match &self.way {
            Way::Server(server) => server.send(&letter.to, message, self.patience).await,
            Way::Folder(folder) => folder.put(letter, message.formatted()).await,
        }
    }
}
