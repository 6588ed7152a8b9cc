### En regel sagde nej: hvad der skete, og hvad man gør nu.

refused-call-not-open = Opfordringen er ikke åben for underskrift. Læs på siden om Opfordringen, hvornår den åbner, eller hvorfor den er lukket.
refused-nothing-to-sign = Ingen version af Opfordringen er offentliggjort endnu, så der ville ikke være noget at underskrive. Offentliggør den første version, og åbn så.
refused-wrong-state = Det kan ikke længere lade sig gøre, fordi sagen er kommet videre. Hent siden igen for at se, hvor den står.
refused-hidden-already = Intet om denne underskriver vises længere. Der er ikke mere at skjule.
refused-not-public = Intet om denne organisation er offentligt endnu, så der er intet at skjule. Afgør sagen i stedet.
refused-state-not-hidden = En stat kan ikke skjules. Skjul den midlertidigt i stedet: Opret en sag om den, og vælg »Skjul underskriveren midlertidigt«.
refused-not-permitted = Din rolle giver ikke adgang til dette. Bed en kollega, der har rollen, eller en administrator.
refused-same-person = Det skal en anden person gøre. Bed en kollega om at åbne sagen og afgøre den.
refused-too-new = Din konto er under 24 timer gammel, så du kan ikke være den anden person endnu. Bed en anden kollega, eller vend tilbage i morgen.
refused-link-spent = Linket er brugt, eller det er for gammelt. Bed om et nyt.
refused-wrong-credentials = Det stemmer ikke med det, vi har. Se efter, hvad du har skrevet, og prøv igen.
refused-step-up = Bekræft, at det er dig, før du går videre. Skriv koden fra din godkendelsesapp.
refused-last-admin = Det er den sidste administrator, så kontoen må blive, som den er. Giv først en anden kollega rollen som administrator.
refused-reason-used = Afgørelser henviser til denne begrundelse, så den må blive. Ordlyden kan stadig ændres.
refused-texts-unready = Der er stadig fejl i versionens tekster. Ret det, som forhåndsvisningen nævner, og prøv igen.
refused-masked = Se først, hvem det er: Åbn sagen, og tryk på »Vis, hvem det er«.
refused-locked = En kollega arbejder på sagen. Vent, til den er frigivet, eller skriv til kollegaen.
refused-cross-site = Forespørgslen kom fra et andet websted, så intet blev gjort. Åbn siden her, og brug dens knap.
refused-read-only = Tjenesten kan kun læses lige nu. Intet blev gemt. Prøv igen senere.
refused-too-large = Det var større, end vi tager imod. Forkort det, og send det igen.
refused-not-a-form = Det, der blev sendt, er ikke en formular. Gå tilbage, og brug formularen på siden. Programmer sender application/x-www-form-urlencoded.
refused-unreadable = Det, der blev sendt, kunne ikke læses som en formular. Gå tilbage, hent siden igen, og send formularen én gang til.
refused-wrong-method = Adressen bruges ikke på den måde. Gå tilbage, og brug knapperne på siden. Programmer finder i headeren Allow, hvad den tager imod.
refused-no-such-day = as_of tager imod en dag, der er gået, eller dags dato, skrevet år-måned-dag, for eksempel 2026-10-01.
refused-not-mergeable = Kun to underskrivere, der begge står i registret med deres navn, kan blive til én, og en stat kun med en stat.
