### Tilsagn: listen og siden for hvert tilsagn.

commitments-lead =
    { $count ->
        [one] { $count } løfte, der kan efterprøves: hvem gør hvad, hvornår og målt hvordan.
       *[other] { $count } løfter, der kan efterprøves: hvem gør hvad, hvornår og målt hvordan.
    }
commitments-as-of = Opgjort
commitments-none = Der er endnu ikke offentliggjort nogen tilsagn.
commitments-no-results = Intet tilsagn passer på det hele. Fjern et filter herover, eller søg på et andet ord.
commitments-filters = Filtrér tilsagn
commitments-search = Ord i titlen
commitments-funding = Lovede penge
commitments-funding-about = For tilsagnene herunder, efter valuta og trin. Valutaer og trin lægges aldrig sammen; opgivne tilsagn er ikke talt med.
commitments-amount = Beløb
commitments-stage = Trin
claim-not-started = Ikke begyndt
claim-in-progress = I gang
claim-done = Gennemført
claim-dropped = Opgivet
claim-no-change = Uændret
commitment-due = Frist
commitment-due-long = Frist
commitment-start = Start
commitment-published = Offentliggjort
commitment-revision = { $number }. udgave
commitment-what = Det skal gøres
commitment-facts = Sådan kan det efterprøves
commitment-measure = Målt ved
commitment-deliverable = Det er der, eller det er der ikke: ja eller nej.
commitment-to = Til { $target }
commitment-from-to = Fra { $baseline } til { $target }
commitment-countries = Hvor
commitment-recipients = Hvem får pengene
commitment-evidence = Dokumentation
commitment-evidence-about = Links, som underskriveren har angivet. De fører til andre websteder, som vi ikke kontrollerer.
commitment-updates = Underskriverens indberetninger
commitment-who = Hvem har lovet det
commitment-status-title = Status
commitment-status-on = Den
commitment-computed = Status beregnes ud fra datoer og indberetninger, på ny hver dag. Ingen kan indtaste den.
commitment-why-planned = Ingen har indberettet, at arbejdet er begyndt, og der er mere end { $near } dage til fristen.
commitment-why-on-track = Underskriverens seneste indberetning siger, at arbejdet er i gang. Det er underskriverens egne ord.
commitment-why-due-soon = Der er højst { $near } dage til fristen, og det er ikke indberettet som gennemført.
commitment-why-overdue = Fristen er overskredet, og tilsagnet er ikke indberettet som gennemført.
commitment-why-silent = Ingen har indberettet noget i mere end { $patience } dage.
commitment-why-done-claimed = Underskriveren oplyser, at det er gennemført. Ingen bedømmer har bekræftet det endnu.
commitment-why-done-reviewed = En bedømmer udefra har fundet det fuldført.
commitment-why-dropped = Underskriveren har opgivet det.
commitment-withheld = tilbageholdt
commitment-withheld-title = Dette tilsagn er tilbageholdt
commitment-withheld-about = Teksten er skjult, mens noget undersøges, eller fordi den underskrift, det hørte til, ikke længere står ved magt.
commitment-suspended-about = Ministeriet har skjult teksten, mens noget undersøges.
commitment-marked = underskriveren er udtrådt
commitment-marked-about = Underskriveren står ikke længere i registret. Tilsagnet kan stadig læses og tæller ikke med.
