#include "core/knowledge/language_detector.h"
#include "tests/core/input/input_file.h"

#include <catch2/catch.hpp>

using namespace entente;

namespace {

const LanguageDetector& detector() {
    static const LanguageDetector loaded = LanguageDetector::load(ENTENTE_DATA_DIR "/languages.tsv");
    return loaded;
}

ReaderOptions english_only() {
    ReaderOptions options;
    options.language_of = [](std::string_view text) { return detector().detect(text); };
    return options;
}

std::string page(const std::string& language, const std::string& text) {
    return "<html lang=" + language + "><head><title>x</title></head><body><p>" + text + "</p></body></html>";
}

const std::string kGerman =
    "Die Außenminister der beiden Länder haben sich am Freitag in Wien getroffen, um über den Abzug der "
    "Truppen "
    "zu sprechen. Nach dem Gespräch sagte der Sprecher, dass sie sich nicht auf einen Termin einigen "
    "konnten.";
const std::string kEnglish =
    "The foreign ministers of both countries met in Vienna on Friday to talk about the withdrawal of the "
    "troops. "
    "After the talks a spokesman said that they had not been able to agree on a date for it.";

}  // namespace

TEST_CASE("languages are told by their most frequent words or their script") {
    CHECK(detector().detect(kEnglish) == "en");
    CHECK(detector().detect(kGerman) == "de");
    CHECK(detector().detect(
              "Les ministres des affaires étrangères des deux pays se sont réunis à Vienne vendredi pour "
              "parler du retrait des troupes, mais ils n'ont pas pu se mettre d'accord sur une date.") ==
          "fr");
    CHECK(detector().detect(
              "Los ministros de Exteriores de los dos países se reunieron el viernes en Viena para hablar de "
              "la retirada de las tropas, pero no se pusieron de acuerdo sobre una fecha.") == "es");
    CHECK(detector().detect(
              "Os ministros das Relações Exteriores dos dois países se reuniram na sexta-feira em Viena para "
              "falar da retirada das tropas, mas não chegaram a um acordo sobre uma data.") == "pt");
    CHECK(detector().detect(
              "Министры иностранных дел двух стран встретились в пятницу в Вене, чтобы поговорить о выводе "
              "войск, но не смогли договориться о дате, сообщил представитель.") == "ru");
    CHECK(detector().detect(
              "Міністри закордонних справ двох країн зустрілися у п'ятницю у Відні, щоб поговорити про "
              "виведення військ, але не змогли домовитися про дату, яка була б прийнятна.") == "uk");
    CHECK(detector().detect(
              "اجتمع وزيرا خارجية البلدين يوم الجمعة في فيينا من أجل الحديث عن انسحاب القوات التي كانت قد "
              "دخلت إلى المنطقة بعد ذلك") == "ar");
    CHECK(detector().detect("两国外长星期五在维也纳会面，讨论撤军问题，但未能就日期达成一致。") == "zh");
    CHECK(detector().detect(
              "両国の外相は金曜日にウィーンで会談し、撤兵について話し合ったが、日程では合意できなかった。") ==
          "ja");
    CHECK(detector().detect(
              "İki ülkenin dışişleri bakanları cuma günü Viyana'da bir araya gelerek askerlerin çekilmesi "
              "için görüştü ama bir tarih üzerinde daha sonra da anlaşamadı.") == "tr");
}

TEST_CASE("a text that is too short, or in no language known, is not called English") {
    CHECK(detector().detect("Vienna, Friday").empty());
    std::string names;
    for (int i = 0; i < 30; ++i) names += "Xuqim zorlap ";
    CHECK(detector().detect(names) == "und");
    CHECK(detector().detect("").empty());
}

TEST_CASE("English news stays English with many foreign names in it") {
    CHECK(
        detector().detect(
            "Volodymyr Zelensky, Emmanuel Macron, Friedrich Merz and Giorgia Meloni met Recep Tayyip Erdogan "
            "and Ilham Aliyev in Sankt Gallen; Le Monde, El Pais and Die Zeit reported it.") == "en");
}

TEST_CASE("pages in other languages are skipped, plain text and JSON are taken as they are") {
    CHECK(read(page("en", kGerman), english_only()) == std::vector<std::string>{"-  de"});
    CHECK(read(page("de", kEnglish), english_only()).at(0) == kEnglish + "\n");
    CHECK(read(page("de", kGerman)).at(0) == kGerman + "\n");
    CHECK(read(kGerman, english_only()).at(0) == kGerman + "\n");
    CHECK(read("{\"text\":\"" + kGerman + "\"}", english_only()).at(0) == kGerman);
    const std::string feed =
        "<rss><channel><language>fr</language><item><title>t</title><description>Trop "
        "court.</description></item></channel></rss>";
    CHECK(read(feed, english_only()) == std::vector<std::string>{"- #1 fr"});
}
