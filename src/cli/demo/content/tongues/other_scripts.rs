//! Owns invented names in scripts other than Latin. Each part stands with its spelling in Latin letters, for websites.

use super::Tongue;

pub const UKRAINIAN: Tongue = Tongue {
    code: "uk",
    first: "Вербо/verbo Дубо/dubo Зоре/zore Калино/kalyno Липо/lypo Мало/malo Ново/novo Сосно/sosno Трав/trav Яво/yavo \
            Біло/bilo Ясно/yasno Степо/stepo Журав/zhurav",
    middle: "бе/be ри/ry ло/lo ми/my не/ne со/so",
    last: "вищі/vyshchi град/hrad пілля/pillia дарка/darka річне/richne лісся/lissia хутір/khutir брама/brama",
    patterns: [
        "{} – міська рада|Громада «{}»|{} – обласна рада",
        "ТОВ «{} Софт»|ТОВ «{} Дані»|ПрАТ «{} Енерго»|ТОВ «{} Дизайн»",
        "ГО «Відкрите {}»|Громадський центр «{}»|Фонд «{}»|Спілка «{} онлайн»",
        "Університет «{}»|Інститут цифрової демократії «{}»|Академія «{}»",
        "Газета «{}»|Радіо «{}»|«{} Новини»",
        "",
        "",
    ],
    given: "Olena Taras Iryna Andrii Kateryna Bohdan Oksana Maksym Solomiia Ostap Nadiia Pavlo",
    family: "Verbovska Dubrovenko Zorenko Kalynchak Lypovyi Yavoriv Stepanchenko Zhuravko Travnenko Bilohaiko",
};

pub const BULGARIAN: Tongue = Tongue {
    code: "bg",
    first: "Бор/bor Бре/bre Висо/viso Горно/gorno Ели/eli Камен/kamen Лозен/lozen Орло/orlo Росен/rosen Свет/svet \
            Тополо/topolo Ягод/yagod",
    middle: "и/i о/o ови/ovi ен/en ани/ani",
    last: "градец/gradets поле/pole дол/dol връх/vrah извор/izvor мост/most лъка/laka брод/brod",
    patterns: [
        "Община {}|Район {}|Областен съвет {}",
        "{} Софт ЕООД|{} Данни ООД|{} Енерджи АД|{} Студио ООД",
        "Сдружение „Отворен {}“|Граждански форум {}|Фондация „{}“|Младежка мрежа {}",
        "Университет {}|Институт за демокрация {}|Висше училище {}",
        "Вестник {}|Радио {}|{} Новини",
        "",
        "",
    ],
    given: "Elena Georgi Mariya Dimitar Yana Kaloyan Rositsa Stoyan Vesela Boyan",
    family: "Kamenarova Topolski Visochka Yagodinov Lozenska Orlovets Svetlinova Borilkov Eliseeva Rosenchev",
};

pub const GREEK: Tongue = Tongue {
    code: "el",
    first: "Αργυρο/argyro Γλαυκο/glafko Δροσο/droso Ελαιο/elaio Ηλιο/ilio Θαλασσο/thalasso Καλλι/kalli Λευκο/lefko \
            Μελι/meli Νεο/neo Πετρο/petro Φωτο/foto",
    middle: "λα/la νε/ne ρι/ri μο/mo σα/sa",
    last: "χώρι/chori πηγή/pigi βούνι/vouni νήσι/nisi κάμπος/kampos λίμνη/limni σταθμός/stathmos βρύση/vrysi",
    patterns: [
        "Δήμος {}|Περιφέρεια {}|Κοινότητα {}",
        "{} Λογισμική Α.Ε.|{} Δεδομένα Ι.Κ.Ε.|{} Δίκτυα Α.Ε.|{} Σχεδίαση Ε.Π.Ε.",
        "Ανοιχτό Δίκτυο {}|Φόρουμ Πολιτών {}|Ίδρυμα {}|Ένωση Νέων {}",
        "Πανεπιστήμιο {}|Ινστιτούτο Δημοκρατίας {}|Ακαδημία {}",
        "Εφημερίδα {}|Ραδιόφωνο {}|{} Νέα",
        "",
        "",
    ],
    given: "Eleni Nikos Katerina Giorgos Danae Stavros Ioanna Petros Myrto Alexis",
    family: "Argyrakou Glafkidis Drosopoulou Elaiotis Iliadaki Lefkaros Melinou Petravos Fotinaki Kallidromos",
};

pub const GEORGIAN: Tongue = Tongue {
    code: "ka",
    first: "ვარდ/vard მთის/mtis ახალ/akhal წყალ/tsqal თეთრ/tetr მზის/mzis ზღვის/zghvis ტყის/tqis ქვის/kvis ნისლ/nisl",
    middle: "ა/a ი/i ო/o ური/uri ანი/ani",
    last: "ხევი/khevi კარი/kari წალკა/tsalka ველი/veli ბორჯა/borja სოფელი/sopeli ქედი/kedi ჭალა/chala",
    patterns: [
        "{} – მუნიციპალიტეტი|{} – საკრებულო",
        "შპს {} სოფტი|შპს {} მონაცემები|სს {} ენერგია",
        "ფონდი „ღია {}“|სამოქალაქო ფორუმი {}|ასოციაცია {}|ახალგაზრდული ქსელი {}",
        "{} – უნივერსიტეტი|დემოკრატიის ინსტიტუტი {}",
        "გაზეთი {}|რადიო {}|{} ნიუსი",
        "",
        "",
    ],
    given: "Nino Levan Tamar Giorgi Salome Irakli Ketevan Zurab Eka Luka",
    family: "Vardoshvili Mtisadze Akhaleli Tsqalauri Nisliani Zghvashvili Tqiladze Kvishvari Velieli",
};

pub const ARABIC: Tongue = Tongue {
    code: "ar",
    first: "نور/nur واحة/waha نخيل/nakhil ياسمين/yasmin سهل/sahl ربوة/rabwa ندى/nada فجر/fajr مرجان/marjan زيتون/zaytun",
    middle: "_ال/al _بني/bani _أم/umm _عين/ayn",
    last: "_الصفاء/safa _المرسى/marsa _الغدير/ghadir _السنابل/sanabil _المنارة/manara _الرمال/rimal _الضياء/diya _الروابي/rawabi",
    patterns: [
        "بلدية {}|مجلس مدينة {}|محافظة {}",
        "شركة {} للبرمجيات|شركة {} للبيانات|مؤسسة {} للطاقة|شركة {} للتصميم",
        "جمعية {} للحقوق الرقمية|منتدى {} للمواطنين|مؤسسة {} المفتوحة|شبكة شباب {}",
        "جامعة {}|معهد {} للديمقراطية|أكاديمية {}",
        "صحيفة {}|إذاعة {}|{} نيوز",
        "",
        "",
    ],
    given: "Layla Karim Nadia Youssef Salma Tariq Rania Omar Hanan Bassam Mona Ziad",
    family: "Al-Safawi Ghadiri Marsali Sanabil Nakhla Rabwani Diyawi Manari Zaytuni Waheeb Rimali",
};

pub const HEBREW: Tongue = Tongue {
    code: "he",
    first: "אור/or גבעת_/givat- נווה_/neve- עין_/ein- רמת_/ramat- שדה_/sde- מעלה_/maale- הר_/har-",
    middle: "ה/ha ב/b ל/l",
    last: "שקדים/shkedim ברושים/broshim ענבר/inbar תכלת/tchelet נחלים/nechalim סלעית/salit צפרירים/tzafririm לוטם/lotem",
    patterns: [
        "עיריית {}|מועצה אזורית {}",
        "{} תוכנה בע\"מ|{} נתונים בע\"מ|{} אנרגיה בע\"מ",
        "עמותת {} לזכויות דיגיטליות|פורום אזרחי {}|קרן {}|רשת הנוער {}",
        "אוניברסיטת {}|מכון {} לדמוקרטיה|המכללה בשם {}",
        "עיתון {}|רדיו {}|חדשות {}",
        "",
        "",
    ],
    given: "Noa Eitan Yael Amir Tamar Uri Michal Gil Shira Nadav",
    family: "Shkedi Broshan Inbari Salitman Tzafriri Lotemi Nechalon Tcheleti Orbach-Lev",
};

pub const HINDI: Tongue = Tongue {
    code: "hi",
    first: "चंदन/chandan कमल/kamal हरित/harit नील/neel सुवर्ण/suvarn शांति/shanti अरुण/arun दीप/deep मधु/madhu वन/van",
    middle: "मणि/mani गिरि/giri धारा/dhara",
    last: "वाड़ी/wadi सागर/sagar कुंज/kunj ग्राम/gram द्वार/dwar तटा/tata घाटी/ghati मंडी/mandi",
    patterns: [
        "{} नगर निगम|{} नगर पालिका|{} ज़िला परिषद",
        "{} सॉफ़्टवेयर|{} डेटा सेवा|{} ऊर्जा",
        "{} डिजिटल अधिकार मंच|{} नागरिक समिति|{} न्यास|{} युवा संघ",
        "{} विश्वविद्यालय|{} लोकतंत्र संस्थान|{} विद्यापीठ",
        "{} समाचार|रेडियो {}|{} दर्पण",
        "",
        "",
    ],
    given: "Ananya Rohan Kavita Arjun Meera Vikram Sunita Nikhil Priya Dev Asha Sanjay",
    family: "Chandanwar Kamalkar Neelgiri Suvarnakar Madhuvan Vanshdhara Haritkar Deepankar Tatawadi Ghatkunj",
};

pub const CHINESE: Tongue = Tongue {
    code: "zh",
    first: "云/yun 青/qing 明/ming 松/song 远/yuan 澄/cheng 岚/lan 霁/ji 朔/shuo 鹤/he 瑶/yao 溪/xi",
    middle: "泽/ze 霞/xia 竹/zhu 雁/yan 梧/wu 镜/jing",
    last: "川/chuan 浦/pu 原/yuan 湾/wan 渡/du 陵/lin 桥/qiao 岭/ling 屿/yu 坪/ping",
    patterns: [
        "{}市政府|{}区公所|{}镇公所",
        "{}软件有限公司|{}数据股份有限公司|{}网络科技有限公司|{}设计有限公司",
        "{}数字权利协会|{}公民论坛|{}基金会|{}青年网络",
        "{}大学|{}民主研究所|{}学院",
        "{}日报|{}广播电台|{}周刊",
        "",
        "",
    ],
    given: "Yating Zhiwei Meilin Haoran Shufen Jianming Xinyi Wenjie Yulan Bohan",
    family: "Yunchuan Qingpu Ouyang Mingyuan Sima Songwan Linghu Chengdu-Lin Zhuge Lanping",
};

pub const JAPANESE: Tongue = Tongue {
    code: "ja",
    first: "霧/kiri 朝/asa 星/hoshi 鈴/suzu 風/kaze 白樺/shirakaba 藤/fuji 月/tsuki 楓/kaede 凪/nagi 汐/shio 若葉/wakaba",
    middle: "見/mi 瀬/se 花/hana 雪/yuki 音/ne 代/shiro",
    last: "ヶ浜/gahama 野辺/nobe 谷津/yatsu 沢原/sawara 台町/daimachi 峰/mine 崎浦/sakiura 里/sato",
    patterns: [
        "{}市|{}町役場|{}広域連合",
        "{}ソフトウェア株式会社|株式会社{}データ|{}電力株式会社|合同会社{}デザイン",
        "{}デジタル権利の会|{}市民フォーラム|NPO法人ひらけ{}|{}若者ネットワーク",
        "{}大学|{}民主主義研究所|{}高等専門学校",
        "{}新聞|ラジオ{}|{}タイムズ",
        "",
        "",
    ],
    given: "Haruka Kenji Sakura Daichi Misaki Ren Yoko Shota Aoi Takumi",
    family: "Kirisawa Asanobe Hoshigahama Suzumine Kazesaki Fujiyatsu Tsukidate Kaedehara Nagisato Shiomizu",
};

pub const KOREAN: Tongue = Tongue {
    code: "ko",
    first: "새빛/saebit 한솔/hansol 누리/nuri 가온/gaon 다솜/dasom 물결/mulgyeol 별내/byeolnae 솔향/solhyang 아람/aram 하늘/haneul",
    middle: "들/deul 마루/maru 여울/yeoul 샘/saem",
    last: "벌/beol 나루/naru 고개/gogae 언덕/eondeok 터/teo 마을/maeul 섬/seom 재/jae",
    patterns: [
        "{}시청|{}군청|{}구의회",
        "{}소프트 주식회사|주식회사 {}데이터|{}에너지 주식회사|{}디자인 유한회사",
        "{} 디지털권리연대|{} 시민포럼|재단법인 {}|{} 청년네트워크",
        "{}대학교|{} 민주주의연구소|{}전문대학",
        "{}일보|{}방송|{}저널",
        "",
        "",
    ],
    given: "Jiwoo Minjun Seoyeon Hyunwoo Yuna Dohyun Sora Taeyang Haeun Jinho",
    family: "Saebit-Kim Hansol-Park Namgung Gaon-Lee Hwangbo Dokgo Seonu Jegal Sagong",
};
