import Foundation
import Guidance
import Testing
import TourBundle
import TourServer

/// What a drive was: each entry is what was done to it, at the time that was handed in.
struct DriveLogTests {
    private static let old = SceneID(place: "church", epoch: "old")

    /// Kind, place or headset, and seconds from the drive's beginning to the entry's.
    private func told(_ record: DriveRecord) -> [String] {
        record.entries.map { "\($0.kind.rawValue) \($0.place ?? $0.headset ?? "-") \($0.reason ?? "-")" }
    }

    @Test func `what was shown by a trigger and by hand is told with its time`() throws {
        var stage = try LiveStage()
        #expect(stage.state.log.present == nil)
        _ = stage.drive(from: 0, to: 460, startingAt: 100)
        let start = try #require(stage.state.shown?.start)
        _ = try stage.state.obey(.epoch("new"), at: 200)
        _ = try stage.state.obey(.goTo(place: "hall", epoch: nil), at: 230)
        let record = try #require(stage.state.log.present)
        #expect(told(record) == ["scene church crossed", "scene church guide", "scene hall guide"])
        // The first begins the drive, and each ends when the next starts, half a second after the order.
        #expect(record.begunS == start)
        #expect(record.entries.map(\.atS) == [0, 200.5 - start, 230.5 - start])
        #expect(record.entries.map(\.seconds) == [200.5 - start, 30, nil])
        #expect(record.entries.map(\.epoch) == ["old", "new", "old"])
        #expect(abs((record.entries[0].progressM ?? 0) - 450) < 20)
    }

    @Test func `the exit ends a scene and nothing is on`() throws {
        var stage = try LiveStage()
        let time = stage.drive(from: 0, to: 460, startingAt: 100)
        let end = stage.drive(from: 470, to: 700, startingAt: time)
        let entry = try #require(stage.state.log.present?.entries.first)
        // 100 m at 10 m/s, less the lead.
        #expect(abs((entry.seconds ?? 0) - 10) <= 1.5)
        _ = stage.state.tick(at: end + 60)
        #expect(stage.state.log.present?.entries.first == entry)
    }

    @Test func `a trigger that the guide holds is missed`() throws {
        var stage = try LiveStage()
        _ = try stage.state.obey(.hold, at: 50)
        _ = stage.drive(from: 0, to: 700, startingAt: 100)
        let record = try #require(stage.state.log.present)
        #expect(told(record) == ["missed church held"])
        #expect(record.entries[0].seconds == nil)
    }

    @Test func `a headset that is silent has dropped out until it is heard`() throws {
        var stage = try LiveStage(hasSource: false)
        for time in [95.0, 100, 105] { for name in ["a", "b"] { _ = stage.report(name, holds: [], at: time) } }
        _ = try stage.state.obey(.goTo(place: "hall", epoch: nil), at: 105)
        _ = stage.state.tick(at: 108)
        for time in [110.0, 115, 120] { _ = stage.report("a", holds: [], at: time) }
        #expect(!stage.state.tick(at: 114.9).contains(.save))
        #expect(stage.state.tick(at: 115.1).contains(.save))
        #expect(!stage.state.tick(at: 115.2).contains(.save))
        let begun = try #require(stage.state.log.present?.begunS)
        #expect(stage.report("b", holds: [], at: 125).contains(.save))
        let record = try #require(stage.state.log.present)
        #expect(record.headsets == ["a", "b"])
        let out = record.entries.filter { $0.kind == .dropOut }
        #expect(out.map(\.headset) == ["b"])
        // From its last report to the next.
        #expect(out[0].atS == 0 || out[0].atS == 105 - begun)
        #expect(abs((out[0].seconds ?? 0) - (125 - max(105, begun))) < 0.001)
    }

    @Test func `a headset that enrols anew is the same one`() throws {
        var stage = try LiveStage(hasSource: false)
        _ = stage.report("old", holds: [LiveStage.hall], at: 9)
        _ = try stage.state.obey(.goTo(place: "hall", epoch: nil), at: 10)
        _ = stage.state.tick(at: 20)
        #expect(stage.state.rename(headset: "old", to: "new", at: 25).contains(.save))
        _ = stage.report("new", holds: [LiveStage.hall], at: 30)
        _ = stage.state.tick(at: 39)
        let record = try #require(stage.state.log.present)
        #expect(record.headsets == ["new"])
        // It dropped out once, and that ended when it was heard again.
        let out = record.entries.filter { $0.kind == .dropOut }
        #expect(out.map(\.headset) == ["new"] && out.first?.seconds == 30 - (record.begunS ?? 0))
    }

    @Test func `headsets that are put down at the guide's word have not dropped out`() throws {
        var stage = try LiveStage(hasSource: false)
        for name in ["a", "b"] { _ = stage.report(name, holds: [LiveStage.hall], at: 9) }
        _ = try stage.state.obey(.goTo(place: "hall", epoch: nil), at: 10)
        _ = try stage.state.obey(.headsetsOff(true), at: 15)
        _ = stage.state.tick(at: 100)
        _ = try stage.state.obey(.headsetsOff(false), at: 120)
        _ = stage.report("a", holds: [], at: 129)
        _ = stage.state.tick(at: 131)
        let record = try #require(stage.state.log.present)
        let out = record.entries.filter { $0.kind == .dropOut }
        // Of the other nothing was heard since they were to be on again.
        #expect(out.map(\.headset) == ["b"] && out[0].atS == 120 - (record.begunS ?? 0))
    }

    @Test func `headsets off has a beginning and an end`() throws {
        var stage = try LiveStage(hasSource: false)
        _ = try stage.state.obey(.next, at: 10)
        for (isOff, time) in [(true, 20.0), (true, 25), (false, 50), (false, 55)] {
            _ = try stage.state.obey(.headsetsOff(isOff), at: time)
        }
        let off = try #require(stage.state.log.present).entries.filter { $0.kind == .headsetsOff }
        #expect(off.map(\.seconds) == [30])
    }

    @Test func `a drive that begins while headsets are off knows it`() throws {
        var stage = try LiveStage(hasSource: false)
        _ = try stage.state.obey(.goTo(place: "hall", epoch: nil), at: 10)
        _ = try stage.state.obey(.headsetsOff(true), at: 20)
        _ = try stage.state.obey(.newDrive, at: 30)
        _ = stage.report("a", holds: [LiveStage.old], at: 35)
        for var stage in [stage, try restarted(stage, boot: "b", at: 36)] {
            _ = try stage.state.obey(.goTo(place: "church", epoch: nil), at: 40)
            _ = stage.state.tick(at: 90)
            _ = try stage.state.obey(.headsetsOff(false), at: 100.5)
            let entries = try #require(stage.state.log.present).entries
            #expect(entries.filter { $0.kind == .headsetsOff }.map(\.seconds) == [60])
            #expect(!entries.contains { $0.kind == .dropOut })
        }
    }

    @Test func `a new drive begins with its first scene and the last ones are kept`() throws {
        var stage = try LiveStage(hasSource: false)
        _ = try stage.state.obey(.newDrive, at: 5)
        #expect(stage.state.log.ended.isEmpty)
        for round in 0..<7 {
            let time = Double(round) * 100 + 10
            _ = try stage.state.obey(.goTo(place: round % 2 == 0 ? "hall" : "church", epoch: nil), at: time)
            _ = try stage.state.obey(.newDrive, at: time + 60.5)
            #expect(stage.state.log.present == nil)
        }
        #expect(stage.state.log.ended.count == DriveLog.mostEnded)
        #expect(stage.state.log.ended.map(\.seconds) == [60, 60, 60, 60])
        #expect(stage.state.log.ended[0].entries.map(\.place) == ["hall"])
        #expect(stage.state.log.ended[1].entries.map(\.place) == ["church"])
    }

    @Test func `entries have a bound, and what has no room is counted`() throws {
        var stage = try LiveStage(hasSource: false)
        for round in 0..<(DriveRecord.mostOfAKind + 7) {
            _ = try stage.state.obey(.again.orNext(round), at: Double(round) * 5 + 10)
        }
        let record = try #require(stage.state.log.present)
        #expect(record.entries.count == DriveRecord.mostOfAKind && record.untold == 7)
    }
}

// MARK: - After a restart

extension DriveLogTests {
    private func saved(_ stage: LiveStage, boot: String = "a") throws -> SavedDrives {
        let drives = SavedDrives(stage.state, boot: boot, dateOffset: 1_000_000)
        return try JSONDecoder().decode(SavedDrives.self, from: JSONEncoder().encode(drives))
    }

    private func restarted(_ stage: LiveStage, boot: String, at time: Double) throws -> LiveStage {
        var next = try LiveStage(hasSource: false)
        next.state.restore(stage.state.saved(boot: "a"), boot: boot, at: time)
        next.state.restore(try saved(stage), boot: boot, at: time)
        return next
    }

    @Test func `in the same run of the machine the drive goes on`() throws {
        var stage = try LiveStage(hasSource: false)
        _ = stage.report("a", holds: [LiveStage.hall], at: 9)
        _ = try stage.state.obey(.goTo(place: "hall", epoch: nil), at: 10)
        var next = try restarted(stage, boot: "a", at: 20)
        _ = try next.state.obey(.goTo(place: "church", epoch: nil), at: 40)
        let record = try #require(next.state.log.present)
        #expect(record.begunS == 10.5 && record.begunUnixS == 1_000_010.5)
        #expect(record.entries.map(\.seconds) == [30, nil])
        // One that took part, and was not heard since the restart, has dropped out.
        _ = next.state.tick(at: 41)
        #expect(next.state.log.present?.entries.filter { $0.kind == .dropOut }.map(\.headset) == ["a"])
    }

    @Test func `a record with figures that no drive has is dropped alone`() throws {
        var stage = try LiveStage(hasSource: false)
        _ = try stage.state.obey(.goTo(place: "hall", epoch: nil), at: 10)
        _ = try stage.state.obey(.newDrive, at: 60.5)
        _ = try stage.state.obey(.goTo(place: "church", epoch: nil), at: 100)
        let json = String(decoding: try JSONEncoder().encode(saved(stage)), as: UTF8.self)
        for (figure, count) in [("\"atS\":0", 0), ("\"begunS\":100.5", 1), ("\"seconds\":50", 0)] {
            let damaged = json.replacing(figure, with: figure.prefix { $0 != ":" } + ":1e300")
            #expect(damaged != json, "\(figure)")
            let drives = try JSONDecoder().decode(SavedDrives.self, from: Data(damaged.utf8))
            var next = try LiveStage(hasSource: false)
            next.state.restore(drives, boot: "a", at: 120)
            #expect(next.state.log.ended.count == count, "\(figure)")
            #expect((next.state.log.present == nil) == (figure != "\"seconds\":50"), "\(figure)")
        }
    }

    @Test func `with the machine's run a drive ends, and what is brought back begins none`() throws {
        var stage = try LiveStage(hasSource: false)
        _ = try stage.state.obey(.goTo(place: "hall", epoch: nil), at: 10)
        _ = stage.state.tick(at: 70.5)
        var next = try restarted(stage, boot: "b", at: 3)
        _ = next.state.tick(at: 4)
        #expect(next.state.shown?.scene.place == "hall")
        #expect(next.state.log.present == nil)
        let record = try #require(next.state.log.ended.first)
        #expect(record.seconds == 60 && record.begunS == nil && record.begunUnixS == 1_000_010.5)
        #expect(record.entries.map(\.seconds) == [60])
    }

    @Test func `nothing of a record names anybody`() throws {
        var stage = try LiveStage(hasSource: false)
        _ = try stage.state.obey(.message(.init(text: ["en": "Hello Anna"], seconds: 20)), at: 5)
        _ = try stage.state.obey(.goTo(place: "hall", epoch: nil), at: 10)
        let json = String(decoding: try JSONEncoder().encode(saved(stage)), as: UTF8.self)
        #expect(json.contains("hall") && !json.contains("Anna"))
    }
}

extension GuideOrder {
    /// The first order shows something that the others can repeat.
    fileprivate func orNext(_ round: Int) -> Self { round == 0 ? .next : self }
}
