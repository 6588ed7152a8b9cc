### Formularen til ét tilsagn, både når en organisation underskriver, og når den tilføjer et senere.

promise-kind = Hvilken slags tilsagn er det?
promise-kind-action-hint = I gør selv noget.
promise-kind-funding-hint = I giver penge til andre.
promise-kind-offer-hint = I tilbyder andre viden, hjælp, værktøjer eller data.
promise-title = Overskrift
promise-title-hint = Én linje, der siger, hvad der til sidst er på plads.
promise-action = Hvad vil I gøre?
promise-action-hint = Skriv, hvem der gør det, for hvem, og hvad der ikke er med. Højst { NUMBER($limit) } tegn.
promise-paragraphs = Hvilke punkter i Opfordringen tjener det?
promise-paragraphs-hint = Vælg alle, der passer.
promise-measure = Hvordan kan man se, at det er gjort?
promise-measure-deliverable = Det er der, eller det er der ikke
promise-measure-deliverable-hint = For eksempel en offentliggjort rapport, en ny tjeneste, en ændret regel.
promise-measure-indicator = På et tal, der når et mål
promise-measure-indicator-hint = For eksempel uddannede redaktører, fra 0 til 200.
promise-unit = Hvad tælles?
promise-unit-hint = For eksempel uddannede redaktører eller procent af tjenesterne.
promise-baseline = Tallet nu
promise-target = Tallet, I lover
promise-amount = Beløb
promise-amount-hint = Skrevet fuldt ud, for eksempel 250 000. I betaler ikke noget her.
promise-currency = Valuta
promise-stage = Hvor langt er I kommet med pengene?
promise-stage-announced = Bebudet
promise-stage-committed = Bevilget: afsat i et budget eller en kontrakt
promise-stage-disbursed = Udbetalt
promise-start-day = Hvornår begynder det?
promise-due-day = Hvornår er det gjort?
promise-due-day-hint = Den dag, hvor man kan kontrollere det, for eksempel 30 6 2028
promise-countries = Hvor det finder sted
promise-countries-legend = Lande og områder

stage-announced = bebudet
stage-committed = bevilget
stage-disbursed = udbetalt
