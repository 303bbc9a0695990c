import Testing
import Tour

struct TourDocumentTests {
    @Test func `the page has two tours, both valid`() throws {
        let tours = try FormatPage.tours()
        #expect(tours.count == 2)
        for tour in tours { #expect(findings(in: tour).isEmpty) }
    }

    @Test func `the epochs on the page are valid in a tour`() throws {
        let epochs = try FormatPage.epochs()
        #expect(epochs.count == 5)
        for epoch in epochs { #expect(findings(in: try FormatPage.minimal(adding: epoch)).isEmpty) }
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
        let panorama = try #require(epoch.panorama)
        #expect(panorama.path == "market-square.jpg")
        #expect(panorama.projection == nil && panorama.fieldOfViewDegrees == nil && panorama.horizonPixels == nil)
        #expect(panorama.stereo == nil && !panorama.swapsEyes && !panorama.evensExposure)
        #expect(panorama.base == nil && panorama.placement == nil && panorama.tone == nil)
        #expect(panorama.restoration.isEmpty)
        #expect(epoch.credit == "Jane Example")
        #expect(epoch.licence == "CC BY 4.0")
        #expect(epoch.source == "Taken for this tour")
        #expect(epoch.certainty == .documented)
        #expect(epoch.headingDegrees == nil)
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
        let map = try #require(tour.map)
        #expect(map.layer == .geoJSON("../../Assets/old-town/map.geojson"))
        #expect(map.attribution == "© OpenStreetMap contributors")
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
        #expect(castle.epochs.map(\.id) == ["today", "y1905", "y1880", "y1871", "middle-ages"])
        let today = castle.epochs[0]
        #expect(today.panorama?.path == "../../Assets/old-town/castle-today.jpg")
        #expect(today.headingDegrees == 12.5)
        #expect(today.source == "Taken for this tour")
        #expect(today.certainty == .documented)
        #expect(today.script?.values == ["de": "castle-today.de.txt", "en": "castle-today.en.txt"])
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
        #expect(epochs.map(\.years.from) == [2026, 1905, 1880, 1871, 1180, -15])
        #expect(epochs.map(\.years.to) == [2026, 1905, 1880, 1871, 1250, 70])
        #expect(epochs.map(\.years.isCirca) == [false, true, false, false, false, true])
        #expect(
            epochs.map(\.certainty) == [
                .documented, .documented, .documented, .documented, .reconstructed, .imagined,
            ]
        )
    }

    @Test func `a photo lies by control points`() throws {
        let castle = try #require(read(FormatPage.full()).places.first)
        #expect(castle.epochs[1].picture.base == "today")
        let photos = try #require(castle.epochs[1].photos)
        #expect(photos.count == 1)
        let photo = photos[0]
        #expect(photo.path == "../../Assets/old-town/castle-1905.jpg")
        #expect(photo.base == "today")
        #expect(photo.tone == .fade)
        #expect(photo.restoration == [.dust, .fading])
        #expect(!photo.isStereoCard && !photo.swapsEyes)
        guard case .controlPoints(let points, let unknowns) = photo.placement else {
            Issue.record("\(photo.placement)")
            return
        }
        #expect(unknowns == [.shift])
        #expect(points.map(\.xPixels) == [210.5, 1422, 803])
        #expect(points.map(\.yPixels) == [388, 391.5, 121])
        #expect(points.map(\.yawDegrees) == [-21.3, 18.9, -1.8])
        #expect(points.map(\.pitchDegrees) == [2.5, 2.25, 11.6])
        #expect(points[1].mark.line == points[0].mark.line + 1)
    }

    @Test func `photos of an epoch lie by poses, all on the ground of the first`() throws {
        let castle = try #require(read(FormatPage.full()).places.first)
        let photos = try #require(castle.epochs[2].photos)
        #expect(photos.map(\.path.last) == ["g", "g"])
        #expect(photos.map(\.tone) == [.paper, .paper])
        #expect(photos.map(\.base) == ["today", "today"])
        #expect(photos.map(\.isStereoCard) == [false, true])
        #expect(photos.map(\.swapsEyes) == [false, true])
        guard case .pose(let pose, let lens) = photos[0].placement, case .pose(_, let plain) = photos[1].placement
        else {
            Issue.record("\(photos)")
            return
        }
        #expect(pose.yawDegrees == 3.5 && pose.pitchDegrees == -1.5 && pose.rollDegrees == 0.4)
        #expect(lens.fieldOfViewDegrees == 48 && lens.distortion == -0.02)
        #expect(lens.shiftRight == 0.01 && lens.shiftUp == 0.12)
        #expect(plain.shiftRight == 0 && plain.shiftUp == 0 && plain.distortion == 0)
    }

    @Test func `a panorama may be a mapping`() throws {
        let epochs = try read(FormatPage.full()).places.flatMap(\.epochs)
        let cylinder = try #require(epochs[3].panorama)
        #expect(cylinder.path == "../../Assets/old-town/castle-1871.tif")
        #expect(cylinder.projection == .cylindrical)
        #expect(cylinder.fieldOfViewDegrees == 140 && cylinder.horizonPixels == 410)
        #expect(cylinder.evensExposure && cylinder.restoration == [.dust])
        #expect(cylinder.base == "today" && epochs[3].picture.base == "today")
        #expect(cylinder.tone == .sepia)
        guard case .pose(let pose) = cylinder.placement else {
            Issue.record("no pose")
            return
        }
        #expect(pose.yawDegrees == 12 && pose.pitchDegrees == 0.5 && pose.rollDegrees == -0.3)

        let stereo = try #require(epochs[5].panorama)
        #expect(stereo.stereo == .topBottom && stereo.swapsEyes)
    }

    @Test func `the epochs on the page say what the page tells of them`() throws {
        let places = try FormatPage.epochs().map { try #require(read(FormatPage.minimal(adding: $0)).places.first) }
        let epochs = places.map { Array($0.epochs.dropFirst()) }
        #expect(epochs[0][0].panorama?.placement?.pointCount == 3)
        #expect(epochs[1][0].panorama?.stereo == .topBottom && epochs[1][0].panorama?.swapsEyes == false)
        #expect(epochs[2][0].photos?.map(\.tone) == [.sepia, .sepia])
        #expect(epochs[2][0].photos?.map(\.base) == ["today", "today"])
        #expect(epochs[3].map { $0.photos?[0].isStereoCard } == [true, false, false])
        guard case .controlPoints(_, let unknowns)? = epochs[3][1].photos?[0].placement else {
            Issue.record("no control points")
            return
        }
        #expect(unknowns == [.plane])
        #expect(epochs[3][2].picture.base == nil && epochs[3][2].headingDegrees == 215)
    }

    @Test func `the slider sorts by years, then as the file has it`() throws {
        let order = try FormatPage.full()
            .replacing("from: 1180\n        to: 1250", with: "from: -3000\n        to: 1250")
            .replacing("year: 1880", with: "from: 1871\n        to: 1872")
            .replacing("year: 1905\n        circa: true", with: "year: 1871")
        let castle = try #require(read(order).places.first)
        #expect(castle.epochs.map(\.id) == ["today", "y1905", "y1880", "y1871", "middle-ages"])
        #expect(castle.chronologicalEpochs.map(\.id) == ["middle-ages", "y1905", "y1871", "y1880", "today"])
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
        #expect(castle.epochs[0].panorama?.marks["path"] == mark(of: "panorama:", in: yaml))
        #expect(castle.epochs[1].photos?[0].marks["on"] == mark(of: "on: today", in: yaml))
        #expect(castle.epochs[2].photos?[1].marks["path"] == mark(of: "path: ../../Assets/old-town/card", in: yaml))
        #expect(castle.epochs[3].panorama?.marks["horizon_px"] == mark(of: "horizon_px", in: yaml))
        // What is not there is looked for where it belongs.
        #expect(castle.epochs[4].marks["narration"] == mark(of: "id: middle-ages", in: yaml))
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
    var panorama: TourDocument.PanoramaPicture? { if case .panorama(let panorama) = picture { panorama } else { nil } }
    var photos: [TourDocument.Photo]? { if case .photo(let photos) = picture { photos } else { nil } }
}

extension TourDocument.PanoramaPicture.Placement {
    fileprivate var pointCount: Int? { if case .controlPoints(let points) = self { points.count } else { nil } }
}

/// Where a fragment stands for the first time.
func mark(of fragment: String, in text: String) -> SourceMark? {
    guard let range = text.firstRange(of: fragment) else { return nil }
    let lines = text[..<range.lowerBound].split(separator: "\n", omittingEmptySubsequences: false)
    return SourceMark(line: lines.count, column: (lines.last?.unicodeScalars.count ?? 0) + 1)
}
