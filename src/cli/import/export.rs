//! A new site that goes on with a register that another one exported.

use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::{Value, json};

use crate::app::App;
use crate::app::log::{memory, seal};
use crate::app::succession::{self, Export, TakenOver};
use crate::cli::log::verify::signing_key;
use crate::cli::log::{Place, failed};
use crate::cli::open;
use crate::cli::output::{self, say};
use crate::config::Config;
use crate::domain::{Error, Result};
use crate::log::note::Verifier;
use crate::worker::numbering;

/// Where from.
#[derive(clap::Args)]
pub struct Options {
    /// A folder that `tilsagn export` wrote, with or without --static.
    dir: PathBuf,
    /// The key of the log that was exported, as you know it from elsewhere; one that it had before will do. Without it
    /// the export's own word is taken.
    #[arg(long)]
    key: Option<String>,
    /// A name for the log of this site, where the old one had the name of this host and its key was not handed over.
    #[arg(long, value_name = "NAME")]
    new_origin: Option<String>,
    /// Reports as JSON.
    #[arg(long)]
    json: bool,
}

/// Takes the register over, signs its log anew, and says what was taken.
pub async fn run(config: Config, options: Options) -> Result<ExitCode> {
    if !options.dir.is_dir() {
        let dir = options.dir.display();
        return Err(Error::internal(format!("{dir} is no folder: name one that `tilsagn export` wrote")));
    }
    let mut source = Place::Folder(options.dir.clone()).open()?;
    let known = options.key.as_deref().map(Verifier::parse).transpose().map_err(failed)?;
    let known: Vec<Verifier> = known.into_iter().collect();
    let key = signing_key(&known, &mut source)?;
    succession::foresee(&config, &key, options.new_origin.as_deref()).await?;
    let bar = output::progress(0, "checking entries");
    let moved = bar.clone();
    let mut progress = move |done, total| {
        moved.set_length(total);
        moved.set_position(done);
    };
    let export = Export::read(&mut source, (&key, &known), &mut progress)?;
    bar.finish_and_clear();
    // Nothing is made before the export is known to be good.
    let app = open(config).await?;
    if let Some(name) = &options.new_origin {
        succession::name_log(&app, name).await?;
    }
    let taken = succession::take_over(&app, &mut source, export).await?;
    let signed = sign(&app).await?;
    let handed_over = app.log_signer.verifier().name() == key.name();
    let whose = if handed_over { "the log's old name" } else { "this site's own key" };
    tell(&options, &key, taken, signed.map(|size| (size, whose)))?;
    Ok(ExitCode::SUCCESS)
}

/// Signs the log, unless its old key was handed over and nothing here remembers what that signed last.
async fn sign(app: &App) -> Result<Option<u64>> {
    let asker = app.clone();
    if app.store.read(move |db| memory::is_unknown(db, &asker.log_signer)).await? {
        return Ok(None);
    }
    numbering::number(app).await?;
    seal::seal(app).await
}

fn tell(options: &Options, key: &Verifier, taken: TakenOver, signed: Option<(u64, &str)>) -> Result<()> {
    if options.json {
        let mut report = serde_json::to_value(taken).map_err(Error::internal)?;
        report["from"] = Value::from(key.name());
        report["tree_size"] = json!(signed.map(|(size, _)| size));
        output::tell_json(&report)?;
        return Ok(());
    }
    say!("{} entries of {}, {} of them without body", taken.entries, key.name(), taken.without_body);
    say!("{} signatories, {} commitments", taken.signatories, taken.commitments);
    match signed {
        Some((size, whose)) => say!("a checkpoint over {size} entries is published under {whose}"),
        None => say!(
            "nothing is signed yet: the old key is here, and nothing remembers what it signed last. Stop the old site for good; \
             where it published nothing after this export, run `tilsagn log resume --nothing-lost`, else take the export anew"
        ),
    }
    say!(
        "next: `tilsagn staff add`, /staff/settings, and letters to the signatories, whose contacts are in no export"
    );
    Ok(())
}
