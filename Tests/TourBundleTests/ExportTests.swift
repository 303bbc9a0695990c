import Foundation
import Panorama
import Testing
import TourBundle

/// What `Tests/Commands/test_export.py` cannot see with a whole tour: every licence, and bundles that say less.
struct ExportTests {
    @Test(
        arguments: [
            ("CC BY 4.0", "licenses/by/4.0"), ("cc by-sa 3.0", "licenses/by-sa/3.0"),
            ("CC-BY-NC-ND-2.5", "licenses/by-nc-nd/2.5"), ("CC BY-NC-ND 1.0", "licenses/by-nd-nc/1.0"),
            ("CC0-1.0", "publicdomain/zero/1.0"), ("CC0 1.0", "publicdomain/zero/1.0"),
            ("https://creativecommons.org/publicdomain/mark/1.0/deed.de", "publicdomain/mark/1.0"),
            ("http://creativecommons.org/licenses/by-nc/4.0/", "licenses/by-nc/4.0"),
            ("https://www.creativecommons.org/licenses/by/2.0/legalcode", "licenses/by/2.0"),
        ]
    )
    func `knows the licences of Creative Commons`(_ licence: String, _ path: String) {
        #expect(rightsURI(of: licence) == "http://creativecommons.org/\(path)/")
    }

    @Test func `knows the statements of RightsStatements`() {
        #expect(
            rightsURI(of: "https://rightsstatements.org/page/InC-OW-EU/1.0/")
                == "http://rightsstatements.org/vocab/InC-OW-EU/1.0/"
        )
        #expect(
            rightsURI(of: "http://rightsstatements.org/vocab/nkc/1.0/") == "http://rightsstatements.org/vocab/NKC/1.0/"
        )
    }

    @Test(
        arguments: [
            "", "Public domain", "CC BY", "CC BY 5.0", "CC BY 3.0 DE", "CC0", "CC", "CC 4.0", "All rights reserved",
            "https://creativecommons.org/licenses/by/3.0/de/", "https://creativecommons.org/publicdomain/by/4.0/",
            "https://creativecommons.org/licenses/zero/1.0/", "https://rightsstatements.org/vocab/InC/2.0/",
            "https://rightsstatements.org/vocab/XYZ/1.0/", "https://example.org/licenses/by/4.0/",
            "ftp://creativecommons.org/licenses/by/4.0/",
        ]
    )
    func `names no URI for what is none of these`(_ licence: String) {
        #expect(rightsURI(of: licence) == nil)
    }

    private static let old = SampleBundle.manifest(
        panoramas: [Digest(of: [1]), Digest(of: [2])],
        captions: Digest(of: [3])
    )

    @Test func `bundles from before say what they know`() throws {
        #expect(
            Self.old.attributionList
                == "Burg, um 1200–1250: Nobody · CC0-1.0\nBurg, um 1201–1251: Nobody · CC0-1.0"
        )
        #expect(try !Self.old.geoJSON().contains("\"source\""))
    }

    @Test func `an epoch without a preview has an empty canvas`() throws {
        let text = try Self.old.iiif(panoramas: [:], at: "http://a")
        let manifest = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let canvases = try #require(manifest["items"] as? [[String: Any]])
        #expect(canvases.map { ($0["items"] as? [Any])?.count } == [0, 0])
        #expect(canvases.allSatisfy { $0["thumbnail"] == nil })
    }

    @Test(
        arguments: [
            (-1, -1, false, "1 v. Chr.", "1 BC", "0000"),
            (-100_000, -1, true, "um 100000 v. Chr.–1 v. Chr.", "c. 100000 BC–1 BC", "-99999"),
            (1, 1, false, "1", "1", "0001"), (9999, 9999, true, "um 9999", "c. 9999", "9999"),
        ]
    )
    func `years are written and said`(
        _ from: Int,
        _ to: Int,
        _ circa: Bool,
        _ german: String,
        _ english: String,
        _ iso: String
    ) throws {
        var tour = Self.old
        var epoch = tour.places[0].epochs[0]
        (epoch.fromYear, epoch.toYear, epoch.circa) = (from, to, circa)
        tour.places[0].epochs = [epoch]
        // `den` is another language than `de`.
        for (language, words) in [("de-x-easy", german), ("den", english), ("en-GB", english)] {
            tour.languages = [language]
            #expect(tour.attributionList.contains(", \(words): "))
        }
        #expect(try tour.geoJSON().contains("\"in\" : \"\(iso)\""))
    }
}
