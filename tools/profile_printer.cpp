#include "tools/profile_printer.h"

#include "tools/json_writer.h"
#include "tools/result_table.h"
#include "tools/terminal.h"

#include <algorithm>
#include <ostream>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace entente::tools {
namespace {

// ---- tables ----

/// Breaks a text at spaces so that lines fit, each behind the same indent.
std::string wrapped(const std::string& text, std::size_t indent, std::size_t width) {
    const std::size_t room = width > indent + 20 ? width - indent : 20;
    std::string out(indent, ' ');
    std::size_t used = 0;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = text.find_first_of(" \n\t", at);
        if (end == std::string::npos) end = text.size();
        const std::string word = text.substr(at, end - at);
        at = end + 1;
        if (word.empty()) continue;
        // Characters, not bytes: continuation bytes take no column.
        std::size_t columns = 0;
        for (const char c : word) columns += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
        if (used && used + 1 + columns > room) {
            out += '\n' + std::string(indent, ' ');
            used = 0;
        }
        if (used) out += ' ', ++used;
        out += word;
        used += columns;
    }
    return out;
}

/// ", 2025-01-02 to 2025-03-04"; empty where no date is known.
std::string dates_behind(const std::string& first, const std::string& last) {
    if (first.empty()) return {};
    return ", " + (first == last || last.empty() ? first : first + " to " + last);
}

/// "member of" for "member-of".
std::string spoken(std::string type) {
    std::replace(type.begin(), type.end(), '-', ' ');
    return type;
}

std::string times(std::uint64_t n) {
    return n == 1 ? "once" : fmt::format("{} times", n);
}

/// "3 times, 2025-01-02 to 2025-03-04, confidence 0.95"
std::string figures(const Connection& c) {
    return fmt::format("{}{}, confidence {:.2f}", times(c.summary.evidence_count),
                       dates_behind(c.summary.first_date, c.summary.last_date), c.confidence / 10000.0);
}

Style style_of(QuadClass quad) {
    switch (quad) {
        case QuadClass::verbal_cooperation:
        case QuadClass::material_cooperation: return Style::green;
        case QuadClass::verbal_conflict:
        case QuadClass::material_conflict: return Style::red;
        case QuadClass::none: return Style::blue;
    }
    return Style::blue;
}

/// "not", "planned": where most of the evidence is no plain statement of fact.
std::string status_of(const EdgeSummary& s) {
    std::string status;
    if (s.negated_count * 2 > s.evidence_count) status += " (denied)";
    for (int m = 1; m < kModalities; ++m)
        if (s.modality_counts[static_cast<std::size_t>(m)] * 2 > s.evidence_count)
            status += fmt::format(" ({})", to_string(static_cast<Modality>(m)));
    return status;
}

void print_quote(const EvidenceQuote& quote, std::ostream& out, std::size_t width, bool colours) {
    std::string text = "“" + quote.text + "”";
    std::string source =
        quote.article_date.empty() ? quote.article : quote.article_date + ", " + quote.article;
    if (!quote.attribution.name.empty()) source += ", says " + quote.attribution.name;
    out << styled(wrapped(text + " [" + source + "]", 8, width), Style::dim, colours) << '\n';
}

/// " as opposition leader, then president".
std::string roles_of(const Connection& c) {
    std::string roles;
    for (const Tenure& tenure : c.tenures)
        if (!tenure.role.empty()) roles += (roles.empty() ? " as " : ", then ") + tenure.role;
    // What somebody is to another person doesn't change.
    if (c.tenures.empty() && !c.summary.roles.empty()) roles = " as " + c.summary.roles.begin()->first;
    return roles;
}

void print_groups(const std::vector<ConnectionGroup>& groups, std::ostream& out) {
    const bool colours = colours_on_output();
    const std::size_t width = std::min<std::size_t>(output_width(), 120);
    for (const ConnectionGroup& group : groups) {
        out << '\n' << styled(group.type, style_of(group.quad), colours) << '\n';
        for (const Connection& c : group.connections) {
            const char* arrow = c.direction == EdgeDirection::outgoing   ? "→"
                                : c.direction == EdgeDirection::incoming ? "←"
                                                                         : "↔";
            out << fmt::format("    {} {}{}{}  {}\n", arrow, styled(c.other.name, Style::bold, colours),
                               roles_of(c), status_of(c.summary), styled(figures(c), Style::dim, colours));
            for (const EvidenceQuote& quote : c.quotes) print_quote(quote, out, width, colours);
        }
        if (group.left_out) out << fmt::format("    ... and {} more (--limit 0 shows all)\n", group.left_out);
    }
}

/// A sentence of a dossier, with the edge that it shows.
struct Entry {
    const Connection* connection;
    const EvidenceQuote* quote;
    QuadClass quad;
};

/// What is between two by type, then every sentence in the order of time.
void print_dossier(const PairProfile& p, std::ostream& out) {
    const bool colours = colours_on_output();
    const std::size_t width = std::min<std::size_t>(output_width(), 120);
    out << fmt::format("{} and {}: {} piece{} of evidence\n", styled(p.a.name, Style::bold, colours),
                       styled(p.b.name, Style::bold, colours), p.evidence_count,
                       p.evidence_count == 1 ? "" : "s");
    std::vector<Entry> entries;
    for (const ConnectionGroup& group : p.groups)
        for (const Connection& c : group.connections) {
            const bool from_a = c.key.source == p.a.id, mutual = c.direction == EdgeDirection::mutual;
            out << fmt::format("    {} {} {}  {}\n", from_a || mutual ? p.a.name : p.b.name,
                               styled(group.type, style_of(group.quad), colours),
                               from_a || mutual ? p.b.name : p.a.name,
                               styled(figures(c), Style::dim, colours));
            for (const EvidenceQuote& quote : c.quotes) entries.push_back({&c, &quote, group.quad});
        }
    std::stable_sort(entries.begin(), entries.end(), [](const Entry& x, const Entry& y) {
        // What has no date stands last.
        return std::pair(x.quote->date.empty(), x.quote->date) <
               std::pair(y.quote->date.empty(), y.quote->date);
    });
    for (const Entry& entry : entries) {
        const Connection& c = *entry.connection;
        const bool turned = c.direction == EdgeDirection::incoming;
        std::string status = entry.quote->negated ? " (denied)" : "";
        if (entry.quote->modality != Modality::actual)
            status += fmt::format(" ({})", to_string(entry.quote->modality));
        out << fmt::format("\n{}  {} {} {}{}\n", entry.quote->date.empty() ? "undated" : entry.quote->date,
                           turned ? p.b.name : p.a.name, styled(c.key.type, style_of(entry.quad), colours),
                           turned ? p.a.name : p.b.name, status);
        print_quote(*entry.quote, out, width, colours);
    }
}

// ---- machine-readable forms ----

void write_members(Json& w, const Tenure& tenure) {
    write_text(w, "role", tenure.role);
    write_text(w, "first_date", tenure.first_date), write_text(w, "last_date", tenure.last_date);
    w.Key("ended"), w.Bool(tenure.ended);
}

void write(Json& w, const Connection& c) {
    w.StartObject();
    write_text(w, "source", c.key.source), write_text(w, "type", c.key.type),
        write_text(w, "target", c.key.target);
    write_text(w, "direction", std::string(to_string(c.direction)));
    write_actor(w, "other", c.other);
    w.Key("evidence_count"), w.Uint64(c.summary.evidence_count);
    w.Key("negated_count"), w.Uint64(c.summary.negated_count);
    w.Key("modalities"), w.StartObject();
    for (int m = 0; m < kModalities; ++m)
        if (const auto n = c.summary.modality_counts[static_cast<std::size_t>(m)])
            w.Key(std::string(to_string(static_cast<Modality>(m))).c_str()), w.Uint64(n);
    w.EndObject();
    write_text(w, "first_date", c.summary.first_date), write_text(w, "last_date", c.summary.last_date);
    write_decimal(w, "confidence", c.confidence / 10000.0);
    w.Key("roles"), w.StartArray();
    for (const auto& [role, n] : c.summary.roles) w.String(role.c_str());
    w.EndArray();
    w.Key("tenures"), w.StartArray();
    for (const Tenure& tenure : c.tenures) w.StartObject(), write_members(w, tenure), w.EndObject();
    w.EndArray();
    w.Key("evidence"), w.StartArray();
    for (const EvidenceQuote& q : c.quotes) write_quote(w, q);
    w.EndArray();
    w.EndObject();
}

void print_rows(const std::vector<ConnectionGroup>& groups, const std::string& format, std::ostream& out) {
    if (format == "csv")
        out << "source,type,target,direction,other_name,other_type,evidence_count,negated_count,first_date,"
               "last_date,confidence,article,text\n";
    for (const ConnectionGroup& group : groups)
        for (const Connection& c : group.connections) {
            if (format == "jsonl") {
                rapidjson::StringBuffer buffer;
                Json w(buffer);
                write(w, c);
                out << buffer.GetString() << '\n';
                continue;
            }
            static const EvidenceQuote kNone;
            const EvidenceQuote& q = c.quotes.empty() ? kNone : c.quotes.front();
            out << fmt::format("{},{},{},{},{},{},{},{},{},{},{:.4f},{},{}\n", csv_field(c.key.source),
                               c.key.type, csv_field(c.key.target), to_string(c.direction),
                               csv_field(c.other.name), c.other.type, c.summary.evidence_count,
                               c.summary.negated_count, c.summary.first_date, c.summary.last_date,
                               c.confidence / 10000.0, csv_field(q.article), csv_field(q.text));
        }
}

void write_groups(Json& w, const std::vector<ConnectionGroup>& groups) {
    w.Key("connections"), w.StartArray();
    for (const ConnectionGroup& group : groups)
        for (const Connection& c : group.connections) write(w, c);
    w.EndArray();
}

}  // namespace

void print_profile(const ActorProfile& p, const std::string& format, std::ostream& out) {
    if (format == "jsonl" || format == "csv") return print_rows(p.groups, format, out);
    if (format == "json") {
        rapidjson::StringBuffer buffer;
        Json w(buffer);
        w.StartObject();
        write_actor(w, "actor", p.actor);
        w.Key("articles"), w.Uint64(p.summary.article_count);
        write_text(w, "first_date", p.summary.first_date), write_text(w, "last_date", p.summary.last_date);
        write_text(w, "wikidata", p.summary.wikidata);
        w.Key("aliases"), w.StartArray();
        for (const auto& [alias, n] : p.aliases) w.String(alias.c_str());
        w.EndArray();
        w.Key("roles"), w.StartArray();
        for (const ActorRole& role : p.roles) {
            w.StartObject();
            write_text(w, "type", role.type);
            write_actor(w, "of", role.of);
            write_members(w, role);
            w.EndObject();
        }
        w.EndArray();
        write_groups(w, p.groups);
        w.EndObject();
        out << buffer.GetString() << '\n';
        return;
    }
    const bool colours = colours_on_output();
    out << styled(p.actor.name, Style::bold, colours)
        << fmt::format("  ({}, {})\n", p.actor.type, p.actor.id);
    out << fmt::format("in {} article{}{}; {} connections, {} pieces of evidence\n", p.summary.article_count,
                       p.summary.article_count == 1 ? "" : "s",
                       dates_behind(p.summary.first_date, p.summary.last_date), p.edge_count,
                       p.evidence_count);
    if (!p.aliases.empty()) {
        std::string aliases = "also: ";
        for (std::size_t i = 0; i < p.aliases.size() && i < 12; ++i)
            aliases += (i ? "; " : "") + p.aliases[i].first;
        out << aliases << '\n';
    }
    for (const ActorRole& role : p.roles)
        out << fmt::format("{}{} {}{}\n", role.ended ? "former " : "",
                           role.role.empty() ? spoken(role.type) : role.role + " of", role.of.name,
                           dates_behind(role.first_date, role.last_date));
    print_groups(p.groups, out);
}

void print_profile(const PairProfile& p, const std::string& format, std::ostream& out) {
    if (format == "jsonl" || format == "csv") return print_rows(p.groups, format, out);
    if (format == "json") {
        rapidjson::StringBuffer buffer;
        Json w(buffer);
        w.StartObject();
        write_actor(w, "a", p.a);
        write_actor(w, "b", p.b);
        write_groups(w, p.groups);
        w.EndObject();
        out << buffer.GetString() << '\n';
        return;
    }
    print_dossier(p, out);
}

}  // namespace entente::tools
