//! The Call, moved on from the command line.

use super::run;
use super::site::Deployment;

#[test]
fn a_call_without_text_is_not_opened() {
    let deployment = Deployment::on_sqlite();
    run(&deployment, &["migrate"]).done();
    let without_text =
        ["no version of the Call is published", "tilsagn call import DIR", "tilsagn call publish --first"];
    run(&deployment, &["call", "state", "open"]).refused(&without_text);
    run(&deployment, &["call", "state", "closed"]).refused(&["follow each other"]);
    let call = concat!(env!("CARGO_MANIFEST_DIR"), "/src/cli/demo/call/v2");
    run(&deployment, &["call", "import", call]).done();
    run(&deployment, &["call", "state", "open"]).refused(&without_text);
    run(&deployment, &["call", "publish", "--first"]).done();
    assert_eq!(run(&deployment, &["call", "state", "open"]).done(), "the Call is open\n");
}
