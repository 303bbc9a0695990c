import Testing
import Tour

struct TourDocumentTests {
    @Test func `the page has two examples, both valid`() throws {
        let examples = try FormatPage.examples()
        #expect(examples.count == 2)
        for example in examples { #expect(findings(in: example).isEmpty) }
    }

    @Test func `the smallest tour takes the defaults`() throws {
        let tour = try read(FormatPage.minimal())
        #expect(tour.id == "my-first-tour")
        #expect(tour.title.values == ["en": "My first tour"])
        #expect(tour.languages == ["en"])
        #expect(tour.route == nil && tour.map == nil && tour.speedKilometresPerHour == 30)
        let place = try #require(tour.places.first)
        #expect(tour.places.count == 1)
        #expect(place.id == "market-square")
        #expect(place.title["en"] == "Market square" && place.title["de"] == nil)
        #expect(place.location.latitudeDegrees == 49.4447)
        #expect(place.location.longitudeDegrees == 7.7689)
        #expect(place.trigger == nil && place.progressMetres == nil)
        #expect(place.comfort == .any)
        let epoch = try #require(place.epochs.first)
        #expect(place.epochs.count == 1)
        #expect(epoch.id == "today")
        #expect(epoch.years.from == 2026 && epoch.years.to == 2026 && !epoch.years.isCirca)
        #expect(epoch.panorama == "market-square.jpg")
        #expect(epoch.credit == "Jane Example")
        #expect(epoch.licence == "CC BY 4.0")
        #expect(epoch.headingDegrees == nil && epoch.source == nil && epoch.certainty == nil)
        #expect(epoch.narration == nil && epoch.captions == nil && epoch.hotspots.isEmpty)
    }

    @Test func `every key of a tour and its places arrives`() throws {
        let tour = try read(FormatPage.full())
        #expect(tour.id == "old-town")
        #expect(tour.title.values == ["de": "Durch die Altstadt", "en": "Through the old town"])
        #expect(tour.languages == ["de", "en"])
        #expect(tour.route == "old-town.gpx")
        #expect(tour.speedKilometresPerHour == 25)
        #expect(tour.places.map(\.progressMetres) == [1240, nil])
        #expect(tour.map == "../../Assets/old-town/map.geojson")
        #expect(tour.places.map(\.id) == ["castle", "roman-camp"])
        #expect(tour.places.map(\.comfort) == [.slow, .stopped])
        #expect(tour.places.map(\.location.latitudeDegrees) == [49.4466, 49.4401])
        #expect(tour.places.map(\.location.longitudeDegrees) == [7.7660, 7.7512])
        let trigger = try #require(tour.places[0].trigger)
        #expect(trigger.leadMetres == 120 && trigger.exitMetres == 60)
        #expect(trigger.headingDegrees == 95)
        #expect(trigger.zone == "castle-zone.geojson")
    }

    @Test func `every key of a panorama's epoch arrives`() throws {
        let castle = try #require(read(FormatPage.full()).places.first)
        #expect(castle.epochs.map(\.id) == ["today", "y1905", "y1880", "middle-ages"])
        let today = castle.epochs[0]
        #expect(today.panorama == "../../Assets/old-town/castle-today.jpg")
        #expect(today.headingDegrees == 12.5)
        #expect(today.source == "Taken for this tour")
        #expect(today.certainty == .documented)
        #expect(today.narration?.values == ["de": "castle-today.de.mp3", "en": "castle-today.en.mp3"])
        #expect(today.captions?.values == ["de": "castle-today.de.vtt", "en": "castle-today.en.vtt"])
        let hotspot = try #require(today.hotspots.first)
        #expect(today.hotspots.count == 1)
        #expect(hotspot.yawDegrees == -35 && hotspot.pitchDegrees == 4)
        #expect(hotspot.title.values == ["de": "Der Bergfried", "en": "The keep"])
        #expect(hotspot.text?["en"] == "Only the lowest three metres are old.")
    }

    @Test func `years may be one, two, approximate or before Christ`() throws {
        let epochs = try read(FormatPage.full()).places.flatMap(\.epochs)
        #expect(epochs.map(\.years.from) == [2026, 1905, 1880, 1180, -15])
        #expect(epochs.map(\.years.to) == [2026, 1905, 1880, 1250, 70])
        #expect(epochs.map(\.years.isCirca) == [false, true, false, false, true])
        #expect(epochs.map(\.certainty) == [.documented, .documented, nil, .reconstructed, .imagined])
    }

    @Test func `photos lie by control points or by a pose`() throws {
        let castle = try #require(read(FormatPage.full()).places.first)
        let pointed = try #require(castle.epochs[1].photo)
        #expect(pointed.path == "../../Assets/old-town/castle-1905.jpg")
        #expect(pointed.base == "today")
        #expect(pointed.tone == .fade)
        guard case .controlPoints(let points) = pointed.placement else {
            Issue.record("\(pointed.placement)")
            return
        }
        #expect(points.map(\.xPixels) == [210.5, 1422])
        #expect(points.map(\.yPixels) == [388, 391.5])
        #expect(points.map(\.yawDegrees) == [-21.3, 18.9])
        #expect(points.map(\.pitchDegrees) == [2.5, 2.25])
        #expect(points[1].mark.line == points[0].mark.line + 1)

        let posed = try #require(castle.epochs[2].photo)
        #expect(posed.tone == .paper)
        guard case .pose(let pose) = posed.placement else {
            Issue.record("\(posed.placement)")
            return
        }
        #expect(pose.yawDegrees == 3.5 && pose.pitchDegrees == -1.5)
        #expect(pose.rollDegrees == 0.4 && pose.fieldOfViewDegrees == 48)
    }

    @Test func `values know their lines`() throws {
        let yaml = try FormatPage.full()
        let tour = try read(yaml)
        let castle = tour.places[0]
        #expect(tour.marks["route"] == mark(of: "route:", in: yaml))
        #expect(castle.marks.mapping == mark(of: "id: castle", in: yaml))
        #expect(castle.marks["trigger"] == mark(of: "trigger:", in: yaml))
        #expect(castle.trigger?.marks["lead_m"] == mark(of: "lead_m:", in: yaml))
        #expect(castle.epochs[0].narration?.marks["en"] == mark(of: "en: castle-today.en.mp3", in: yaml))
        #expect(castle.epochs[1].photo?.marks["on"] == mark(of: "on: today", in: yaml))
        // What is not there is looked for where it belongs.
        #expect(castle.epochs[3].marks["source"] == mark(of: "id: middle-ages", in: yaml))
    }

    @Test(arguments: ["\u{FEFF}", "# a remark\r\n", "---\n", "%YAML 1.2\n---\n"])
    func `may begin with`(_ beginning: String) throws {
        #expect(try read(beginning + FormatPage.minimal()).id == "my-first-tour")
    }

    @Test func `may be written with Windows' line ends`() throws {
        let yaml = try FormatPage.full()
        let windows = yaml.replacing("\n", with: "\r\n")
        #expect(try read(windows).places.count == 2)
        let lines = ["comfort: slow", "comfort: stopped"].map { mark(of: $0, in: yaml)?.line }
        #expect(findings(in: windows.replacing("comfort", with: "confort")).map(\.mark?.line) == lines)
    }

    @Test func `takes words for what their key says they are`() throws {
        let yaml = try FormatPage.full()
            .replacing("[de, en]", with: "[de, no]").replacing("en: ", with: "no: ")
            .replacing("y1905", with: "1905").replacing("Unknown photographer", with: "1905")
            .replacing("The camp", with: "yes")
        let tour = try read(yaml)
        #expect(tour.languages == ["de", "no"])
        #expect(tour.places[1].title["no"] == "yes")
        #expect(tour.places[0].epochs[1].id == "1905")
        #expect(tour.places[0].epochs[1].credit == "1905")
    }
}

extension TourDocument.Epoch {
    var panorama: String? { if case .panorama(let path) = picture { path } else { nil } }
    var photo: TourDocument.Photo? { if case .photo(let photo) = picture { photo } else { nil } }
}

/// Where a fragment stands for the first time.
func mark(of fragment: String, in text: String) -> SourceMark? {
    guard let range = text.firstRange(of: fragment) else { return nil }
    let lines = text[..<range.lowerBound].split(separator: "\n", omittingEmptySubsequences: false)
    return SourceMark(line: lines.count, column: (lines.last?.unicodeScalars.count ?? 0) + 1)
}
