### Tilgængelighedserklæringen efter modellen i gennemførelsesafgørelse (EU) 2018/1523.

accessibility-title = Tilgængelighedserklæring
accessibility-commitment = { $ministry } bestræber sig på at gøre sit websted tilgængeligt efter den lovgivning, der gennemfører direktiv (EU) 2016/2102.
accessibility-scope = Erklæringen gælder for { $address }.
accessibility-status = Overensstemmelse
accessibility-status-text = Webstedet overholder delvist den harmoniserede standard EN 301 549 og retningslinjerne for tilgængeligt webindhold (WCAG) 2.2 på niveau AA på grund af undtagelserne herunder.
accessibility-not = Indhold, der ikke er tilgængeligt
accessibility-not-text = Følgende er ikke tilgængeligt af de grunde, der er nævnt.
accessibility-noncompliance = Ikke i overensstemmelse med reglerne
accessibility-lack-languages = Navne, udtalelser og tilsagn er skrevet af underskriverne. Hvor vi ikke kender sproget i en tekst, er det ikke mærket op, og en skærmlæser læser den måske på sidens sprog (WCAG 3.1.2).
accessibility-lack-tested = Siderne er testet maskinelt, men endnu ikke med skærmlæsere eller af mennesker med handicap. Der kan være problemer, som en maskine ikke finder.
accessibility-outside = Uden for reglernes område
accessibility-lack-map = Verdenskortet er skjult for hjælpemidler. De samme tal med de samme links står i en tabel lige under det.
accessibility-lack-written = Underskriveres hjemmesider, som vi linker til, er ikke vores.
accessibility-prepared = Sådan er erklæringen udarbejdet
accessibility-prepared-on = Erklæringen er udarbejdet den
accessibility-prepared-how = Den bygger på vores egen vurdering: automatisk kontrol med axe-core af alle slags sider på brede og smalle skærme. Vi gennemgår den mindst en gang om året.
accessibility-feedback = Tilbagemelding og kontakt
accessibility-feedback-text = Skriv til os, hvis noget ikke virker for jer, eller hvis I har brug for indhold i en anden form. Skriv, hvilken side det gælder, og hvad I prøvede at gøre. Vi svarer inden for to uger.
accessibility-enforce = Håndhævelse
accessibility-enforce-text = Hvis vores svar ikke er tilfredsstillende, kan I henvende jer til den myndighed, der fører tilsyn med reglerne.
accessibility-enforce-missing = Ministeriet har endnu ikke angivet navnet på myndigheden. Skriv til os, så oplyser vi det.
