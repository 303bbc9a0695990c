import Foundation
import Guidance
import Testing
import TourServer

/// After a restart the tour stands where it stood.
struct SavedStateTests {
    private func restored(_ saved: SavedState, boot: String = "a", at time: Double) throws -> LiveStage {
        var stage = try LiveStage()
        stage.state.restore(saved, boot: boot, at: time)
        return stage
    }

    /// What clients are told.
    private func json(_ state: TourState) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: Data(state.snapshotJSON())) as? [String: Any])
    }

    @Test func `in the same run of the machine a scene goes on`() throws {
        var stage = try LiveStage()
        _ = stage.drive(from: 0, to: 460, startingAt: 100)
        _ = try stage.state.obey(.epoch("new"), at: 150)
        _ = try stage.state.obey(.language("de"), at: 150)
        _ = try stage.state.obey(.volume(0.25), at: 150)
        let saved = stage.state.saved(boot: "a")
        var next = try restored(saved, at: 152)
        #expect(next.state.shown == stage.state.shown)
        #expect(next.state.language == "de" && next.state.volume == 0.25)
        #expect(next.state.revision > stage.state.revision)
        // The bus is found again within the place's span: the scene is not begun anew.
        _ = next.drive(from: 480, to: 530, startingAt: 153)
        #expect(next.state.shown == stage.state.shown)
        _ = next.drive(from: 540, to: 600, startingAt: 160)
        #expect(next.state.shown == nil)
    }

    @Test func `after the machine was off the scene begins anew`() throws {
        var stage = try LiveStage()
        _ = stage.drive(from: 0, to: 460, startingAt: 100_000)
        var next = try restored(stage.state.saved(boot: "a"), boot: "b", at: 12)
        #expect(next.state.shown == nil && next.state.awaited?.scene.place == "church")
        _ = next.state.tick(at: 12.1)
        #expect(next.state.shown?.start == 12.1 + LiveConstants.leadSeconds)
    }

    @Test func `a pause stays where it was, even over another run`() throws {
        var stage = try LiveStage(hasSource: false)
        _ = try stage.state.obey(.next, at: 10)
        _ = try stage.state.obey(.pause, at: 17.5)
        let next = try restored(stage.state.saved(boot: "a"), boot: "b", at: 3)
        #expect(next.state.shown?.pausedAt == 7)
    }

    @Test func `what waits for the headsets waits again`() throws {
        var stage = try LiveStage(hasSource: false)
        _ = try stage.state.obey(.next, at: 10)
        _ = stage.report("h", holds: [], at: 19)
        _ = try stage.state.obey(.goTo(place: "hall", epoch: nil), at: 20)
        let next = try restored(stage.state.saved(boot: "a"), at: 21)
        #expect(next.state.shown == nil && next.state.awaited?.scene.place == "hall")
    }

    @Test func `the guide's hold and headsets off stay`() throws {
        var stage = try LiveStage(hasSource: false)
        _ = try stage.state.obey(.hold, at: 10)
        _ = try stage.state.obey(.headsetsOff(true), at: 10)
        let next = try restored(stage.state.saved(boot: "a"), at: 20)
        #expect(next.state.engine.isHeld && next.state.isHeadsetsOff)
    }

    @Test func `what the guide has asked of headsets stays, and the moment's with the machine's run`() throws {
        var stage = try LiveStage(hasSource: false)
        _ = try stage.state.obey(.recentre(headset: nil), at: 10)
        _ = try stage.state.obey(.recentre(headset: nil), at: 11)
        _ = try stage.state.obey(.pointAt(GazeTarget(headingDeg: 90, pitchDeg: 5)), at: 12)
        _ = try stage.state.obey(.message(.init(text: ["en": "soon over"], seconds: 5)), at: 13)
        _ = try stage.state.obey(.message(.init(text: ["en": "stays"], seconds: 60)), at: 13)
        let saved = stage.state.saved(boot: "a")
        var next = try restored(saved, at: 20).state
        #expect(next.messages.map(\.text) == [["en": "stays"]] && next.pointAt == stage.state.pointAt)
        #expect(try json(next)["recentres"] as? Int == 2)
        _ = try next.obey(.message(.init(text: ["en": "another"], seconds: 60)), at: 21)
        #expect(Set(next.messages.map(\.id)).count == 2, "numbers of messages go on")
        let other = try restored(saved, boot: "b", at: 20).state
        #expect(try json(other)["recentres"] as? Int == 2, "what counts never goes back")
        #expect(other.messages.isEmpty && other.pointAt == nil)
    }

    @Test func `hostile and foreign states do no harm`() throws {
        let saved = SavedState(
            tour: "stage",
            scene: SceneID(place: "gone", epoch: "old"),
            startS: 1e300,
            pausedAtS: nil,
            isHeld: false,
            isHeadsetsOff: false,
            volume: -3,
            language: "xx",
            revision: 7,
            boot: "a"
        )
        let next = try restored(saved, at: 1)
        #expect(next.state.shown == nil && next.state.awaited == nil)
        #expect(next.state.volume == 1 && next.state.language == nil && next.state.revision == 8)
        var other = saved
        other.tour = "another"
        other.scene = SceneID(place: "church", epoch: "old")
        #expect(try restored(other, at: 1).state.shown == nil)
        other.tour = "stage"
        // A start that no server can have promised.
        #expect(try restored(other, at: 1).state.shown == nil)
    }
}
