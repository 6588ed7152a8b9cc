//! The register's log: showing its key, checking it from anywhere, going on after a backup was restored.

mod lines;
mod report;
mod source;
mod state;
pub mod verify;

use std::process::ExitCode;

use clap::{ArgGroup, Subcommand};
use serde_json::json;

pub use self::source::{Opened, Place, failed};
pub use self::verify::folder as verify_folder;
use super::open_existing;
use super::output::{self, say};
use crate::app::log::hidden::Hidden;
use crate::app::log::{LogSigner, adopted, key_change, memory, resume, seal};
use crate::app::{App, boot};
use crate::clock::SystemClock;
use crate::config::Config;
use crate::domain::{Error, Result};
use crate::log::note::Verifier;
use crate::store::Store;
use crate::worker::{numbering, witnessing};

/// What can be done with the log.
#[derive(Subcommand)]
pub enum Command {
    /// Shows the key with which anybody can check this log, one line; or gives the log another one.
    #[command(
        after_help = "Examples:\n  tilsagn log key\n  tilsagn log key --json\n  tilsagn log key --rotate\n  tilsagn log key --retire\n\nTwo admins allow another key on the site, under /staff/log. After --rotate both keys sign, until --retire."
    )]
    Key {
        /// Makes another key, as two admins have allowed. From then on both sign.
        #[arg(long, conflicts_with = "retire")]
        rotate: bool,
        /// Lets the key before the present one retire: its secret goes.
        #[arg(long)]
        retire: bool,
        /// As JSON: name, key and the file it lies in.
        #[arg(long)]
        json: bool,
    },
    /// Checks a register from outside: needs no database and no account.
    #[command(
        after_help = "Examples:\n  tilsagn log verify https://call.example.org\n  tilsagn log verify https://call.example.org --key call.example.org/log+c74f20a3+ARpc… --state seen.json\n  tilsagn log verify ./copy-of-the-site --json --no-state\n\nWhat was found good is remembered, and the next check of the same address or folder finds when it is no longer so."
    )]
    Verify(verify::Options),
    /// Goes on after the database was restored from an older backup: takes over from a copy what the
    /// database has forgotten, so that the signed tree goes on.
    #[command(
        after_help = "Examples:\n  tilsagn log resume --from https://mirror.example.org\n  tilsagn log resume --from ./copy-of-the-site\n  tilsagn log resume --nothing-lost\n  tilsagn log resume --new-origin call.example.org/log/2 --yes"
    )]
    #[command(group(ArgGroup::new("way").required(true).args(["from", "nothing_lost", "new_origin"])))]
    Resume {
        /// A site or folder with a copy of the whole log, as it was published last. The machine that signed it must sign
        /// no more: stop it first, or take a mirror.
        #[arg(long, value_name = "URL|DIR")]
        from: Option<Place>,
        /// Where nothing was published after the backup was made, and what signed before was stopped: signs on from what
        /// was restored.
        #[arg(long)]
        nothing_lost: bool,
        /// Where no copy is left, or a witness has signed another past: begins another log under this name, which says
        /// where the one before ended.
        #[arg(long, value_name = "NAME")]
        new_origin: Option<String>,
        /// With --new-origin: whoever hid or was erased since the backup was made is hidden again, as far as anybody knows, and
        /// the register may be shown.
        #[arg(long, requires = "new_origin")]
        yes: bool,
    },
    /// After `log resume`: takes out of everybody's sight, for good, what came back about a signatory that itself did not.
    /// An entry says which entries that were.
    #[command(
        after_help = "Examples:\n  tilsagn log withhold 7k3m92qxw4hd8ntb\n\nThe id is what `organisation` says in the entries, for example in /log/entries/412. Whoever is in the database is hidden or erased at the desk instead."
    )]
    Withhold {
        /// The organisation's public id, as its entries name it.
        #[arg(value_name = "ID")]
        organisation: String,
    },
}

/// Checks from outside, without any configuration.
pub fn verify(options: &verify::Options) -> Result<ExitCode> {
    verify::run(options, &SystemClock)
}

/// Runs what needs this deployment's configuration.
pub async fn run(config: Config, command: Command) -> Result<ExitCode> {
    match command {
        Command::Key { rotate: true, .. } => rotate(config).await?,
        Command::Key { retire: true, .. } => retire(config).await?,
        Command::Key { json, .. } => show_key(&config, json).await?,
        Command::Verify(options) => return verify(&options),
        Command::Resume { from: Some(from), .. } => go_on(config, &from).await?,
        Command::Resume { nothing_lost: true, .. } => as_it_is(config).await?,
        Command::Withhold { organisation } => withhold(config, &organisation).await?,
        Command::Resume { new_origin, yes, .. } => {
            begin_anew(config, &new_origin.unwrap_or_default(), yes).await?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn show_key(config: &Config, as_json: bool) -> Result<()> {
    let path = &config.log_key_file;
    if !path.try_exists().map_err(Error::internal)? {
        return Err(Error::internal(format!(
            "there is no key in {}: the first start of the site makes it; a log that was begun needs its own key back",
            path.display()
        )));
    }
    let signer = LogSigner::load(path)?;
    // Where there is no database to hold it against, it is shown all the same.
    if Store::pending(&config.database).is_ok_and(|pending| pending.is_empty()) {
        boot::check_log_key(&Store::read_only(&config.database), config, &signer).await?;
    }
    let keys = signer.keys();
    let key = keys.current();
    if as_json {
        let previous = keys.previous().map(Verifier::text);
        say!("{}", json!({ "name": key.name(), "key": key.text(), "previous": previous, "file": path }));
    } else {
        say!("{}", key.text());
    }
    Ok(())
}

async fn rotate(config: Config) -> Result<()> {
    let path = config.log_key_file.clone();
    let app = open_existing(config).await?;
    let (before, key) = (app.log_signer.verifier(), key_change::begin(&app).await?);
    // Until a tree is signed with it, whoever takes the key from the site cannot check what is there.
    witnessing::remember(&app).await?;
    numbering::number(&app).await?;
    seal::seal(&app).await?;
    say!("{}", key.text());
    if key == before {
        say!("an earlier run has made it, and no other one was made now");
    }
    say!("this key signs now, beside the one before. Both are in {}: keep a copy apart,", path.display());
    say!("take it to every node that has a worker, and publish the new key where you published the old one.");
    say!("When witnesses and readers know it: tilsagn log key --retire");
    Ok(())
}

async fn retire(config: Config) -> Result<()> {
    let app = open_existing(config).await?;
    let (retired, key) = (key_change::retire(&app).await?, app.log_signer.verifier());
    say!("retired: {}", retired.text());
    say!("signs alone now: {}", key.text());
    say!("take the file to every node that has a worker, and destroy copies that hold the old secret");
    Ok(())
}

async fn go_on(config: Config, from: &Place) -> Result<()> {
    let app = open_existing(config).await?;
    witnessing::remember(&app).await?;
    let bar = output::progress(0, "reading the copy");
    let moved = bar.clone();
    let mut progress = move |done, total| {
        moved.set_length(total);
        moved.set_position(done);
    };
    let mut source = from.open()?;
    let resumed = resume::resume(&app, &mut source, &mut progress).await?;
    bar.finish_and_clear();
    say!(
        "the database had {} entries, the copy {}: {} taken over",
        resumed.held,
        resumed.size,
        resumed.size.saturating_sub(resumed.held)
    );
    tell_hidden(&resumed.hidden);
    publish(&app).await
}

/// Says who is hidden again, and what that leaves to do.
fn tell_hidden(hidden: &[Hidden]) {
    let list = |erased: bool| {
        let of = hidden.iter().filter(|one| one.erased || !erased).map(|one| one.reference.as_str());
        of.collect::<Vec<_>>().join(", ")
    };
    if !hidden.is_empty() {
        say!("Hidden now, since they hid or were erased after the backup was made: {}", hidden.len());
        say!("  {}", list(false));
        say!(
            "look at the Case of each: what was decided about it since the backup is to be decided again. Only its own"
        );
        say!("people can show it again, and nobody was written to");
    }
    if hidden.iter().any(|one| one.erased) {
        say!("of these were erased, and are to be erased again by two admins, at once:");
        say!("  {}", list(true));
    }
}

async fn as_it_is(config: Config) -> Result<()> {
    let app = open_existing(config).await?;
    witnessing::remember(&app).await?;
    resume::as_it_is(&app).await?;
    publish(&app).await
}

async fn withhold(config: Config, organisation: &str) -> Result<()> {
    let app = open_existing(config).await?;
    witnessing::remember(&app).await?;
    // What is gone is gone: whatever keeps the log from saying so is told before.
    seal::check_numbers(&app).await?;
    seal::check(&app).await?;
    let count = adopted::withhold(&app, organisation).await?;
    say!("{count} entries can be read no more, and nobody can show them again");
    publish(&app).await
}

/// What nobody can take back is asked for first.
const NAMED_AGAIN: &str = "with another log the register is shown as the database has it, and nobody knows who hid or was erased \
                           since the backup was made: they are all named again. Until then no register is shown, also when \
                           the site runs. So let it run, and have staff hide them first (“Hide this organisation now” on the \
                           Case of each, docs/moderating.md): look into your own records, into mails that went out, and ask \
                           the signatories. Then stop it and write --yes";

async fn begin_anew(config: Config, origin: &str, hidden: bool) -> Result<()> {
    if !hidden {
        return Err(Error::internal(NAMED_AGAIN));
    }
    let app = open_existing(config).await?;
    witnessing::hear(&app).await;
    let key = resume::under_another_name(&app, origin).await?;
    say!("another log begins: {}", key.text());
    say!(
        "tell everybody who knew the one before, and whoever keeps watch: its last checkpoint is in the entry log.resumed"
    );
    publish(&app).await
}

/// The public would read the old checkpoint until a worker comes round, and there may be none.
async fn publish(app: &App) -> Result<()> {
    numbering::number(app).await?;
    match seal::seal(app).await? {
        Some(size) => say!("a checkpoint over {size} entries is published"),
        None => say!("there is nothing to sign, or another process is about to: it does within a minute"),
    }
    // Whoever signs next, here or in another process, may.
    memory::forget_restored(app).await
}
