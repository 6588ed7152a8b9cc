calldesk-title = Opfordringen
calldesk-prepared = Den næste version
calldesk-nothing-prepared = Intet er under udarbejdelse.
calldesk-begin = Forbered en ny version ud fra de gældende tekster
calldesk-edit = Redigér teksterne
calldesk-see-changes = Se, hvad der ændres, afsnit for afsnit
calldesk-effect = { $count ->
    [one] Én underskriver beholder den version, den skrev under på. Ingen flyttes til den nye.
   *[other] { $count } underskrivere beholder den version, de skrev under på. Ingen flyttes til den nye.
}
calldesk-propose = Foreslå til offentliggørelse
calldesk-publish = Offentliggør versionen
calldesk-take-back = Send tilbage til redigering
calldesk-proposed-by = Foreslået af { $name }. En administrator offentliggør den; det kræver to personer.
calldesk-state-draft = redigeres
calldesk-state-proposed = venter på endnu en person
calldesk-state-published = offentliggjort
calldesk-published = Offentliggjorte versioner
calldesk-none-published = Ingen version er offentliggjort endnu. Den første offentliggøres fra kommandolinjen.
calldesk-stale = følger en ældre autentisk tekst
calldesk-changes = Det ændrer den næste version
calldesk-texts = Teksterne i den næste version
calldesk-texts-hint = Én tekst pr. sprog, som Markdown. Hvert nummereret afsnit slutter med sit id i krøllede parenteser; behold id'et, når du ændrer ordene, så tilsagn bliver ved med at pege på det. Hver oversættelse har de samme id'er i samme rækkefølge som den autentiske tekst.
calldesk-kind = Ændringens art
calldesk-text-in = Tekst på { $language }
calldesk-add-language = Tilføj et sprog
calldesk-tag = Sprogkode
calldesk-tag-hint = For eksempel fr, es eller uk
calldesk-new-text = Tekst på det nye sprog
calldesk-save = Gem teksterne
calldesk-wrong = Teksterne er ikke gemt endnu
