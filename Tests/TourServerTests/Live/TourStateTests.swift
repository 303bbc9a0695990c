import Foundation
import Guidance
import Testing
import TourBundle
import TourServer

/// The state machine: events in, state and actions out, time as handed in.
struct TourStateTests {
    @Test func `a trigger starts a scene in the future and it ends at the exit`() throws {
        var stage = try LiveStage()
        let time = stage.drive(from: 0, to: 460, startingAt: 100)
        let shown = try #require(stage.state.shown)
        #expect(shown.scene == SceneID(place: "church", epoch: "old"))
        #expect(shown.start > stage.state.time - 1 && shown.start <= stage.state.time + LiveConstants.leadSeconds)
        _ = stage.drive(from: 470, to: 700, startingAt: time)
        #expect(stage.state.shown == nil)
    }

    @Test func `every start lies a lead ahead of its decision`() throws {
        var stage = try LiveStage(hasSource: false)
        for (order, time) in [(GuideOrder.next, 10.0), (.next, 20), (.back, 30), (.epoch("new"), 40), (.again, 50)] {
            let actions = try stage.state.obey(order, at: time)
            #expect(stage.state.shown?.start == time + LiveConstants.leadSeconds)
            #expect(actions.contains(.publish) && actions.contains(.save))
        }
        #expect(stage.state.shown?.scene == SceneID(place: "church", epoch: "old"))
    }

    @Test func `a scene waits for nine of ten headsets, or three seconds`() throws {
        var stage = try LiveStage(hasSource: false)
        for index in 0..<10 { _ = stage.report("h\(index)", holds: index < 8 ? [LiveStage.old] : [], at: 99) }
        _ = try stage.state.obey(.next, at: 100)
        #expect(stage.state.shown == nil)
        #expect(stage.state.awaited?.scene == SceneID(place: "church", epoch: "old"))
        let actions = stage.report("h8", holds: [LiveStage.old, LiveStage.hall], at: 101)
        #expect(actions.contains(.publish))
        #expect(stage.state.shown?.start == 101 + LiveConstants.leadSeconds)

        _ = try stage.state.obey(.goTo(place: "hall", epoch: nil), at: 102)
        #expect(stage.state.tick(at: 102 + LiveConstants.longestWaitSeconds - 0.1).isEmpty)
        #expect(stage.state.shown?.scene.place == "church")
        _ = stage.state.tick(at: 102 + LiveConstants.longestWaitSeconds)
        #expect(stage.state.shown?.scene.place == "hall")
    }

    @Test func `while a scene waits, every headset that gets ready is told`() throws {
        var stage = try LiveStage(hasSource: false)
        for index in 0..<5 { _ = stage.report("h\(index)", holds: [], at: 99) }
        _ = try stage.state.obey(.next, at: 100)
        #expect(stage.report("h0", holds: [LiveStage.old], at: 100.5).contains(.publish))
        #expect(!stage.report("h0", holds: [LiveStage.old], at: 100.6).contains(.publish))
        #expect(stage.state.awaited != nil)
    }

    @Test func `nobody waits for a headset that has fallen silent`() throws {
        var stage = try LiveStage(hasSource: false)
        _ = stage.report("gone", holds: [], at: 0)
        _ = stage.report("here", holds: [LiveStage.old], at: 100)
        _ = try stage.state.obey(.next, at: 100)
        #expect(stage.state.shown?.scene.place == "church")
    }

    @Test func `the guide holds what is shown and jumps to an epoch`() throws {
        var stage = try LiveStage()
        _ = try stage.state.obey(.goTo(place: "hall", epoch: "old"), at: 1)
        #expect(stage.state.engine.isHeld)
        _ = stage.drive(from: 0, to: 600, startingAt: 100)
        #expect(stage.state.shown?.scene.place == "hall")
        _ = try stage.state.obey(.resume, at: 200)
        #expect(!stage.state.engine.isHeld)
    }

    @Test func `a guide's word of comfort goes before the place's until another place is shown`() throws {
        var stage = try LiveStage(hasSource: false)
        func comfort() throws -> String? {
            let state = try JSONSerialization.jsonObject(with: Data(try stage.state.snapshotJSON())) as? [String: Any]
            return state?["comfort"] as? String
        }
        _ = try stage.state.obey(.next, at: 10)
        #expect(try comfort() == nil)
        let actions = try stage.state.obey(.comfort(.show, place: nil), at: 11)
        #expect(try comfort() == "show" && actions.contains(.publish) && actions.contains(.save))
        _ = try stage.state.obey(.epoch("new"), at: 12)
        #expect(try comfort() == "show", "the place is the same")
        _ = try stage.state.obey(.next, at: 13)
        #expect(try comfort() == nil, "what was for the moment is over")

        _ = try stage.state.obey(.comfort(.calm, place: "church"), at: 14)
        #expect(try comfort() == nil)
        _ = try stage.state.obey(.back, at: 15)
        #expect(try comfort() == "calm")
        _ = try stage.state.obey(.comfort(.show, place: nil), at: 16)
        #expect(try comfort() == "show")
        _ = try stage.state.obey(.comfort(nil, place: "church"), at: 17)
        #expect(try comfort() == nil)
        #expect(throws: OrderRefusal.noSuchPlace) { try stage.state.obey(.comfort(.show, place: "moon"), at: 18) }
    }

    @Test func `comfort of a place outlives the process, that of the moment its run of the machine`() throws {
        var stage = try LiveStage(hasSource: false)
        _ = try stage.state.obey(.next, at: 10)
        _ = try stage.state.obey(.comfort(.calm, place: "church"), at: 11)
        _ = try stage.state.obey(.comfort(.show, place: nil), at: 12)
        let saved = try JSONDecoder().decode(SavedState.self, from: JSONEncoder().encode(stage.state.saved(boot: "a")))
        for (boot, word) in [("a", "show"), ("b", "calm")] {
            var next = try LiveStage(hasSource: false)
            next.state.restore(saved, boot: boot, at: 20)
            _ = next.state.tick(at: 20 + LiveConstants.longestWaitSeconds)
            let json = try JSONSerialization.jsonObject(with: Data(try next.state.snapshotJSON())) as? [String: Any]
            #expect(json?["comfort"] as? String == word)
        }
        var other = saved
        other.tour = "another"
        var next = try LiveStage(hasSource: false)
        next.state.restore(other, boot: "a", at: 20)
        _ = try next.state.obey(.next, at: 21)
        let json = try JSONSerialization.jsonObject(with: Data(try next.state.snapshotJSON())) as? [String: Any]
        // Even of a place of that name.
        #expect(json?["scene"] != nil && json?["comfort"] == nil)
    }

    @Test func `pause stops a scene's time and play goes on from there`() throws {
        var stage = try LiveStage(hasSource: false)
        _ = try stage.state.obey(.next, at: 10)
        _ = try stage.state.obey(.pause, at: 17.5)
        #expect(stage.state.shown?.pausedAt == 7)
        _ = try stage.state.obey(.pause, at: 18)
        #expect(stage.state.shown?.pausedAt == 7)
        _ = try stage.state.obey(.play, at: 100)
        let shown = try #require(stage.state.shown)
        #expect(shown.pausedAt == nil)
        // At its start in the future it stands where it stood.
        #expect(100 + LiveConstants.leadSeconds - shown.start == 7)
    }

    @Test func `what cannot be obeyed changes nothing`() throws {
        var stage = try LiveStage(hasSource: false)
        let before = stage.state.revision
        for (order, refusal) in [
            (GuideOrder.goTo(place: "nowhere", epoch: nil), OrderRefusal.noSuchPlace),
            (.goTo(place: "church", epoch: "none"), .noSuchEpoch), (.epoch("old"), .nothingShown),
            (.pause, .nothingShown), (.play, .nothingShown), (.back, .noSuchPlace), (.volume(1.5), .notSensible),
            (.volume(.nan), .notSensible), (.language("fr"), .notSensible),
            (.recentre(headset: "who"), .noSuchHeadset), (.identify(headset: "who"), .noSuchHeadset),
            (.message(.init(text: [:], seconds: 5)), .notSensible),
            (.message(.init(text: ["en": "x"], seconds: .infinity)), .notSensible),
            (.message(.init(text: ["en": String(repeating: "x", count: 161)], seconds: 5)), .notSensible),
            (.pointAt(GazeTarget(headingDeg: .nan, pitchDeg: 0)), .notSensible),
            (.yawFrame(.world, headset: "who"), .noSuchHeadset),
        ] {
            #expect(throws: refusal) { try stage.state.obey(order, at: 1) }
        }
        #expect(stage.state.revision == before && stage.state.shown == nil && stage.state.awaited == nil)
    }

    @Test func `whatever a tour may have prepared can be told`() throws {
        var stage = try LiveStage(hasSource: false)
        let pairs = (0..<64).map { ("de-x-\($0)", String(repeating: "🚌", count: 160)) }
        let text = Dictionary(uniqueKeysWithValues: pairs)
        _ = try stage.state.obey(.message(.init(text: text, seconds: 10)), at: 1)
        #expect(stage.state.messages.map(\.text) == [text])
    }

    @Test func `messages end by themselves, and only the last few are kept`() throws {
        var stage = try LiveStage(hasSource: false)
        for index in 0..<6 {
            _ = try stage.state.obey(.message(.init(text: ["en": "m\(index)"], seconds: 10)), at: Double(index))
        }
        #expect(stage.state.messages.map { $0.text["en"] } == ["m2", "m3", "m4", "m5"])
        #expect(stage.state.tick(at: 14.5) == [.publish])
        #expect(stage.state.messages.map { $0.text["en"] } == ["m5"])
        #expect(stage.state.tick(at: 14.6).isEmpty)
    }

    @Test func `motion alone is published twice a second at most`() throws {
        var stage = try LiveStage()
        _ = stage.drive(from: 0, to: 50, startingAt: 100)
        var published = 0
        for step in 0..<50 {
            let time = 106 + Double(step) / 10
            published += stage.fix(60 + Double(step), at: time).contains(.publish) ? 1 : 0
        }
        #expect((8...11).contains(published))
    }

    @Test func `headsets are told what to fetch: what is on, its epochs, what comes`() throws {
        var stage = try LiveStage()
        _ = stage.drive(from: 0, to: 460, startingAt: 100)
        #expect(
            stage.state.prefetch == [
                SceneID(place: "church", epoch: "old"), SceneID(place: "church", epoch: "new"),
                SceneID(place: "hall", epoch: "old"),
            ]
        )
    }

    @Test func `the snapshot is one line of JSON with the next places and their time`() throws {
        var stage = try LiveStage()
        _ = stage.drive(from: 0, to: 300, startingAt: 100)
        let json = try stage.state.snapshotJSON()
        #expect(!json.contains(UInt8(ascii: "\n")))
        let snapshot = try JSONDecoder().decode(Snapshot.self, from: Data(json))
        #expect(snapshot.live && snapshot.position.state == "tracked")
        #expect(snapshot.next.map(\.place) == ["church", "hall"])
        let next = try #require(snapshot.next.first)
        #expect(abs(next.distance_m - 150) < 5)
        // 10 m/s after 30 s of a mean over 30 s that began at 0.
        #expect(abs(next.arrival_s - 150 / (10 * (1 - exp(-1)))) < 1.5)
        #expect(snapshot.places == ["church": "armed", "hall": "idle"])
    }
}

private struct Snapshot: Decodable {
    struct Position: Decodable { var state: String }
    struct Next: Decodable {
        var place: String
        var distance_m: Double
        var arrival_s: Double
    }
    var live: Bool
    var position: Position
    var next: [Next]
    var places: [String: String]
}
