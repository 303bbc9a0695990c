import Testing
import Tour

/// Every expected text is written out: what is not a point stays, byte by byte.
struct PlacementEditTests {
    /// The first stays, the second is moved, the third goes, one comes.
    private static let edit = PlacementEdit(points: [
        .init(xPixels: 1, yPixels: 2, yawDegrees: 3, pitchDegrees: 4, origin: 0),
        .init(xPixels: 10.456, yPixels: 20, yawDegrees: -30.12345, pitchDegrees: 40, origin: 1),
        .init(xPixels: 100, yPixels: 200.5, yawDegrees: -0.00001, pitchDegrees: -1.5),
    ])

    @Test(arguments: Style.all)
    func `of a list only what changed is written`(_ style: Style) throws {
        for convert in Style.wholeFiles {
            let (before, after) = (convert(Style.document(style.before)), convert(Style.document(style.after)))
            #expect(try Self.edit.applied(to: before, at: Style.address) == after)
        }
    }

    @Test(arguments: Style.all)
    func `the same points change nothing`(_ style: Style) throws {
        let text = Style.document(style.after)
        let same = PlacementEdit(points: [
            .init(xPixels: 1, yPixels: 2, yawDegrees: 3, pitchDegrees: 4, origin: 0),
            .init(xPixels: 10.46, yPixels: 20, yawDegrees: -30.1235, pitchDegrees: 40, origin: 1),
            .init(xPixels: 100, yPixels: 200.5, yawDegrees: 0, pitchDegrees: -1.5, origin: 2),
        ])
        #expect(try same.applied(to: text, at: Style.address) == text)
    }

    @Test(arguments: FirstList.all)
    func `a first list takes the place of a pose, or stands behind what names the picture`(_ first: FirstList) throws {
        var edit = PlacementEdit(points: [
            .init(xPixels: 1, yPixels: 2, yawDegrees: 3, pitchDegrees: 4),
            .init(xPixels: 5, yPixels: 6, yawDegrees: 7, pitchDegrees: 8),
        ])
        edit.replacesPose = true
        edit.unknowns = first.unknowns
        for convert in Style.wholeFiles {
            let (before, after) = (convert(first.before), convert(first.after))
            #expect(try edit.applied(to: before, at: Style.address) == after)
        }
    }

    @Test func `a pose is not replaced unasked`() throws {
        let text = FirstList.block("      pose: {yaw_deg: 1, field_of_view_deg: 40}\n")
        let edit = PlacementEdit(points: [.init(xPixels: 1, yPixels: 2, yawDegrees: 3, pitchDegrees: 4)])
        let error = #expect(throws: TourEditError.self) { try edit.applied(to: text, at: Style.address) }
        #expect(error?.line == 10)
        #expect(error?.message.contains("allow it to be replaced") == true)
    }

    @Test(arguments: [([String](), ""), (["shift"], "solve: [shift]"), (["plane"], "solve: [plane]")])
    func `what is solved for is written, changed and taken away`(_ unknowns: [String], _ wanted: String) throws {
        var edit = Self.edit
        edit.points = [edit.points[0], .init(xPixels: 5, yPixels: 6, yawDegrees: 7, pitchDegrees: 8, origin: 1)]
        edit.unknowns = unknowns
        func block(_ solve: String) -> String {
            Style.document(
                "        - {x_px: 1, y_px: 2, yaw_deg: 3, pitch_deg: 4}\n        - {x_px: 5, y_px: 6, yaw_deg: 7, pitch_deg: 8}\n"
                    + (solve.isEmpty ? "" : "        \(solve)\n")
            )
        }
        func flow(_ solve: String) -> String {
            "places: [{id: a, epochs: [{id: b, photo: {path: c, control_points: [{x_px: 1, y_px: 2, yaw_deg: 3, pitch_deg: 4}, "
                + "{x_px: 5, y_px: 6, yaw_deg: 7, pitch_deg: 8}]\(solve.isEmpty ? "" : ", \(solve)"), tone: fade}}]}]"
        }
        for old in ["", "solve: [shift, distortion]", "solve: [plane]"] {
            for text in [block, flow] {
                #expect(try edit.applied(to: text(old), at: Style.address) == text(wanted))
            }
        }
    }

    @Test(arguments: [
        "        - {x_px: 1, y_px: 2, yaw_deg: 3, pitch_deg: 4}\n        - &last {x_px: 5, y_px: 6, yaw_deg: 7, pitch_deg: 8}\n",
        "        -\n          x_px: 1\n          y_px: 2\n          yaw_deg: 3\n          pitch_deg: 4\n        - # here\n          x_px: 10\n          y_px: 20\n          yaw_deg: 30\n          pitch_deg: 40\n        - {x_px: 5, y_px: 6, yaw_deg: 7, pitch_deg: 8}\n",
        "        - {x_px: !!float 1, y_px: 2, yaw_deg: 3, pitch_deg: 4}\n        - {x_px: 5, y_px: 6, yaw_deg: 7, pitch_deg: 8}\n",
        "        - [1, 2, 3, 4]\n        - [5, 6, 7, 8]\n        - [5, 6, 7, 8]\n",
    ])
    func `what is written too strangely is refused with its line`(_ list: String) throws {
        let edit = PlacementEdit(points: [
            .init(xPixels: 9, yPixels: 2, yawDegrees: 3, pitchDegrees: 4, origin: 0),
            .init(xPixels: 1, yPixels: 1, yawDegrees: 1, pitchDegrees: 1),
        ])
        let error = #expect(throws: TourEditError.self) {
            try edit.applied(to: Style.document(list), at: Style.address)
        }
        #expect(error?.line != nil)
    }

    @Test func `a file that has other points or another picture now is refused`() throws {
        let text = Style.document(Style.all[0].before)
        var edit = Self.edit
        edit.points[1].origin = 3
        #expect(throws: TourEditError.self) { try edit.applied(to: text, at: Style.address) }
        for address in [
            PictureAddress(place: "a", epoch: "c", index: 0), PictureAddress(place: "b", epoch: "b", index: 0),
            PictureAddress(place: "a", epoch: "b", index: 1),
        ] {
            #expect(throws: TourEditError.self) { try Self.edit.applied(to: text, at: address) }
        }
        #expect(throws: TourEditError.self) { try Self.edit.applied(to: "a: [", at: Style.address) }
        #expect(throws: TourEditError.self) { try PlacementEdit(points: []).applied(to: text, at: Style.address) }
    }

    @Test func `of several photos only the one that is meant changes`() throws {
        let photo = "{path: p.jpg, control_points: [{x_px: 5, y_px: 5, yaw_deg: 5, pitch_deg: 5}]}"
        let text = "places: [{id: a, epochs: [{id: b, photo: [\(photo), \(photo)]}]}]\n"
        let edit = PlacementEdit(points: [.init(xPixels: 5, yPixels: 6, yawDegrees: 5, pitchDegrees: 5, origin: 0)])
        let changed = try edit.applied(to: text, at: PictureAddress(place: "a", epoch: "b", index: 1))
        #expect(
            changed
                == "places: [{id: a, epochs: [{id: b, photo: [\(photo), \(photo.replacing("y_px: 5", with: "y_px: 6"))]}]}]\n"
        )
    }

    @Test func `points of a panorama are changed too`() throws {
        let text = "places:\n- id: a\n  epochs:\n  - id: b\n    panorama:\n      path: c.jpg\n      on: today\n"
        let edit = PlacementEdit(points: [.init(xPixels: 1, yPixels: 2, yawDegrees: 3, pitchDegrees: 4)])
        let list = "      control_points:\n        - {x_px: 1, y_px: 2, yaw_deg: 3, pitch_deg: 4}\n"
        #expect(try edit.applied(to: text, at: Style.address) == text + list)
    }
}
