### Formularen til ét tilsagn, både når en organisation underskriver, og når den tilføjer et senere.

promise-title = Hvad giver I tilsagn om?
promise-title-hint = Én linje, som andre kan finde det på.
promise-action = Hvad vil I gøre?
promise-action-hint = Skriv, hvem der gør hvad, så andre kan se, om det er gjort.
promise-kind = Hvilken slags tilsagn er det?
promise-kind-funding-hint = Udfyld beløbet længere nede.
promise-due = Hvornår er det gjort?
promise-start = Hvornår begynder det?
promise-measure = Hvordan kan man se, at det er gjort?
promise-measure-deliverable = Det findes, eller det findes ikke
promise-measure-indicator = Et tal når et mål
promise-indicator = Tallet
promise-indicator-hint = Kun hvis et tal skal nå et mål.
promise-unit = Det, der tælles
promise-unit-hint = For eksempel »uddannede journalister«.
promise-baseline = Tallet i dag
promise-target = Målet
promise-money = Pengene
promise-money-hint = Kun ved finansiering.
promise-amount = Beløb
promise-amount-hint = I hele enheder, for eksempel 2500000.
promise-currency = Valuta
promise-stage = Hvor langt det er nået
promise-paragraphs-open = Vælg de paragraffer i Opfordringen, som det bidrager til (valgfrit)
promise-paragraphs = Paragraffer i Opfordringen
promise-countries-open = Vælg de lande, hvor det foregår (valgfrit)
promise-countries = Lande og områder

stage-announced = bebudet
stage-committed = bevilget
stage-disbursed = udbetalt
