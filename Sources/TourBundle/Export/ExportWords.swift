/// The words of exports, in the languages that the program speaks: German, and English for every other.
package enum ExportWords: String, CaseIterable {
    case german = "de"
    case english = "en"

    /// - Parameter tag: of a language (BCP 47).
    package init(language tag: String) {
        let primary = tag.prefix { $0 != "-" }
        self = primary == Self.german.rawValue ? .german : .english
    }

    /// "c. 1180–1250", "15 BC–70".
    package func years(_ epoch: TourManifest.Epoch) -> String {
        let years =
            epoch.fromYear == epoch.toYear
            ? year(epoch.fromYear) : "\(year(epoch.fromYear))–\(year(epoch.toYear))"
        return epoch.circa ? "\(chosen("um", "c.")) \(years)" : years
    }

    /// - Parameter year: −1 for 1 BC; never 0.
    func year(_ year: Int) -> String {
        year < 0 ? "\(-year) \(chosen("v. Chr.", "BC"))" : String(year)
    }

    /// `nil` where it is not said.
    package func certainty(_ epoch: TourManifest.Epoch) -> String? {
        switch epoch.certainty {
        case "documented": chosen("belegt", "documented")
        case "reconstructed": chosen("rekonstruiert", "reconstructed")
        case "imagined": chosen("nachempfunden", "imagined")
        default: epoch.certainty
        }
    }

    /// `nil` where nothing was corrected.
    package func restored(_ epoch: TourManifest.Epoch) -> String? {
        epoch.restored?.map { correction in
            switch correction {
            case "dust": chosen("Staub und Kratzer", "dust and scratches")
            case "fading": chosen("Verblassen", "fading")
            default: correction
            }
        }
        .joined(separator: ", ")
    }

    package func chosen(_ german: String, _ english: String) -> String { self == .german ? german : english }
}
