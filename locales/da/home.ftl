### Forsiden.

home-title = En opfordring til handling er på vej
home-version = Version { $number } af Opfordringen
home-lead = Regeringer, virksomheder, universiteter og civilsamfund underskriver én fælles opfordring og giver tilsagn, som alle kan følge og efterprøve.
home-lead-announced = Teksten står her, når den er offentliggjort. Så kan I læse den, underskrive den og se, hvem der har underskrevet.
home-sign = Underskriv for jeres organisation
home-read = Læs Opfordringen
home-call = Opfordringen
home-call-about = Det, alle underskrivere har sat deres navn under.
home-call-all =
    { $count ->
        [one] Læs hele teksten, ét punkt
       *[other] Læs alle { $count } punkter
    }
home-text = Om teksten
home-text-version = Version
home-how = Sådan underskriver en organisation
home-how-open = Det tager omkring ti minutter. I skal bruge en mailadresse i organisationen og bemyndigelse til at underskrive for den.
home-how-announced = Opfordringen er endnu ikke åben for underskrift. Sådan kommer det til at foregå.
home-how-closed = Opfordringen er lukket for underskrift. Sådan underskrev de, der står i registret.
home-step-answer = Svar på spørgsmålene
home-step-answer-about = Skriv, hvilken organisation I underskriver for, hvem I er, og hvad I giver tilsagn om. I kan gemme svarene og fortsætte senere eller give dem videre til en kollega.
home-step-confirm = Bekræft via mail
home-step-confirm-about = Vi sender et link til jeres adresse. Åbn det, og tryk på knappen: Først da bliver noget sendt til os.
home-step-publish = Vi kontrollerer og offentliggør
home-step-publish-about =
    { $days ->
        [one] En medarbejder kontrollerer hver underskrift og svarer inden for { $days } dag. Derefter får organisationen sit nummer og sin side.
       *[other] En medarbejder kontrollerer hver underskrift og svarer inden for { $days } dage. Derefter får organisationen sit nummer og sin side.
    }
home-checked = Sådan bliver underskrivere kontrolleret
home-map = Hvor underskriverne kommer fra
home-map-about = Jo mørkere, jo flere underskrivere. Vælg et land for at se, hvem der har underskrevet.
home-by-category = Underskrivere efter kategori
home-newest = Nyeste i registret
home-browse =
    { $count ->
        [one] Se den ene underskriver
       *[other] Se alle { $count } underskrivere
    }
home-empty = Der er endnu ikke offentliggjort nogen i registret.
home-empty-first = Bliv den første til at underskrive
home-commitments = Det har de lovet
home-commitments-about = Hvert tilsagn siger, hvem der gør hvad, hvornår og hvordan det måles. Status beregnes ud fra datoer og indberetninger.
home-by-status =
    { $count ->
        [one] { $count } tilsagn efter status
       *[other] { $count } tilsagn efter status
    }
home-follow = Følg tilsagnene
home-seal-signatories =
    { $count ->
        [one] underskriver
       *[other] underskrivere
    }
home-seal-countries =
    { $count ->
        [0] { "" }
        [one] i { $count } land
       *[other] i { $count } lande
    }
unnamed = Og mindst { $count }, som det ikke er sikkert at nævne ved navn.
country-heading = Land eller område
signatories-heading = Underskrivere
