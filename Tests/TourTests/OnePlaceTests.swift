import Testing
import Tour

struct OnePlaceTests {
    private func reading(_ yaml: String, place: String) -> TourReading {
        TourReading(yaml: Array(yaml.utf8), file: "tour.yaml", place: place)
    }

    @Test(arguments: ["castle", "roman-camp"]) func `one place alone is as it is among others`(_ id: String) throws {
        let yaml = try FormatPage.full()
        let all = try read(yaml)
        let alone = try reading(yaml, place: id).get()
        let wanted = try #require(all.places.first { $0.id == id })
        #expect(alone.places.map(\.id) == [id] && all.places.count > 1)
        #expect(alone.places[0].title.values == wanted.title.values)
        #expect(alone.places[0].marks.mapping == wanted.marks.mapping)
        #expect(alone.places[0].epochs.map(\.id) == wanted.epochs.map(\.id))
        #expect(alone.places[0].epochs.map(\.marks.mapping) == wanted.epochs.map(\.marks.mapping))
        #expect(alone.id == all.id && alone.languages == all.languages)
        // Of the tour's own files, and of those from the place's line to the next one's.
        let first = try #require(all.places.first).marks.mapping
        let next = all.places.map(\.marks.mapping).filter { wanted.marks.mapping < $0 }.min()
        let own = all.references.filter { reference in
            reference.mark < first || wanted.marks.mapping < reference.mark && next.map { reference.mark < $0 } ?? true
        }
        #expect(alone.references == own)
    }

    @Test func `a mistake in another place is not this one's`() throws {
        let yaml = try FormatPage.full().replacing("year: 1905", with: "year: soon")
        #expect(reading(yaml, place: "castle").document == nil)
        #expect(reading(yaml, place: "roman-camp").findings.isEmpty)
    }

    @Test func `a place that is not there is none`() throws {
        let reading = reading(try FormatPage.full(), place: "nowhere")
        #expect(reading.findings.isEmpty && reading.document?.places.isEmpty == true)
    }
}
