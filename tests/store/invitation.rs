//! Invitations: kept until they are answered, called back, or too old.

use tilsagn::domain::ids::{InvitationId, OrganisationId, RepresentativeId};
use tilsagn::domain::{Moment, Result};
use tilsagn::store::invitation::{self, NewInvitation};
use tilsagn::store::{Db, Store};

use crate::answers::{each, is_missing};
use crate::rows::{WORDS, before, exactly, organisation, representative, whole, write};

on_both!(
    an_invitation_comes_back_as_it_was_kept,
    an_organisations_invitations_are_listed_oldest_first,
    what_expired_is_listed_oldest_first,
    one_invitation_lives_longer,
    an_invitation_is_forgotten_once,
);

fn inviting(db: &mut Db, name: &str) -> Result<(OrganisationId, RepresentativeId)> {
    let of = organisation(db, name)?;
    Ok((of, representative(db, of, name)?))
}

fn invite(db: &mut Db, by: (OrganisationId, RepresentativeId), until: Moment) -> Result<InvitationId> {
    let new = NewInvitation {
        organisation_id: by.0,
        invited_by: by.1,
        sealed: vec![0, 39, 255],
        email_index: WORDS.to_owned(),
        language: "de".to_owned(),
        hands_over: true,
        created_at: exactly(0),
        expires_at: until,
    };
    invitation::insert(db, &new)
}

async fn an_invitation_comes_back_as_it_was_kept(store: Store) {
    write(&store, |db| {
        let by = inviting(db, "skov")?;
        let id = invite(db, by, exactly(10))?;
        let found = invitation::find(db, id)?;
        assert_eq!((found.id, found.organisation_id, found.invited_by), (id, by.0, by.1));
        assert_eq!((found.sealed, found.email_index.as_str()), (vec![0, 39, 255], WORDS));
        assert_eq!((found.language.as_str(), found.hands_over), ("de", true));
        assert_eq!((found.created_at, found.expires_at), (exactly(0), exactly(10)));
        Ok(())
    })
    .await;
    assert!(is_missing(&store.read(|db| invitation::find(db, InvitationId(999))).await));
}

async fn an_organisations_invitations_are_listed_oldest_first(store: Store) {
    write(&store, |db| {
        let (skov, eng) = (inviting(db, "skov")?, inviting(db, "eng")?);
        let first = invite(db, skov, exactly(20))?;
        let theirs = invite(db, eng, exactly(5))?;
        let second = invite(db, skov, exactly(10))?;
        assert_eq!(each(invitation::of_organisation(db, skov.0)?, |one| one.id), [first, second]);
        assert_eq!(each(invitation::of_organisation(db, eng.0)?, |one| one.id), [theirs]);
        Ok(())
    })
    .await;
}

async fn what_expired_is_listed_oldest_first(store: Store) {
    write(&store, |db| {
        let by = inviting(db, "skov")?;
        let first = invite(db, by, exactly(10))?;
        invite(db, by, exactly(11))?;
        let earlier = invite(db, by, exactly(5))?;
        assert_eq!(each(invitation::expired(db, before(exactly(10)))?, |one| one.id), [earlier]);
        assert_eq!(each(invitation::expired(db, exactly(10))?, |one| one.id), [first, earlier]);
        Ok(())
    })
    .await;
}

async fn one_invitation_lives_longer(store: Store) {
    write(&store, |db| {
        let by = inviting(db, "skov")?;
        let (one, other) = (invite(db, by, exactly(10))?, invite(db, by, exactly(10))?);
        let stays = whole(&invitation::find(db, other)?);
        invitation::prolong(db, one, exactly(20))?;
        assert_eq!(invitation::find(db, one)?.expires_at, exactly(20));
        assert_eq!(whole(&invitation::find(db, other)?), stays);
        invitation::prolong(db, InvitationId(999), exactly(20))
    })
    .await;
}

async fn an_invitation_is_forgotten_once(store: Store) {
    write(&store, |db| {
        let by = inviting(db, "skov")?;
        let (one, other) = (invite(db, by, exactly(10))?, invite(db, by, exactly(10))?);
        assert!(invitation::delete(db, one)?);
        assert!(!invitation::delete(db, one)?);
        assert_eq!(each(invitation::of_organisation(db, by.0)?, |one| one.id), [other]);
        Ok(())
    })
    .await;
}
