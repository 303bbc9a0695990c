import Testing
import Tour

/// A way to write a list of control points, and how it looks after the tests' edit.
struct Style: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let before: String
    let after: String

    static let address = PictureAddress(place: "a", epoch: "b", index: 0)

    /// A document with comments wherever one can stand, and characters of several bytes.
    static func document(_ list: String) -> String {
        """
        # Überschrift – „Tour“ 🕰
        places:
          - id: other   # not this one
            epochs: [{id: b, photo: {path: x.jpg, control_points: [{x_px: 1, y_px: 2, yaw_deg: 3, pitch_deg: 4}]}}]
          - id: "a"
            # which epoch
            epochs:
            - id: 'b'
              photo:
                path: "süß, it's.jpg"   # 🕰 scan
                control_points:   # by hand
        \(list)        # behind the list
                tone:   fade
              credit: |
                control_points:
                  - no list

        """
    }

    /// What a whole file may be besides.
    static let wholeFiles: [@Sendable (String) -> String] = [
        { $0 }, { $0.replacing("\n", with: "\r\n") }, { "\u{FEFF}" + $0 },
        { String($0.reversed().drop { $0 == "\n" }.reversed()) },
    ]

    static let all = [
        Self(
            testDescription: "a list of lines",
            before: """
                          - {x_px: 1, y_px: 2.0, yaw_deg: +3, pitch_deg: 4}   # tower, left
                          # the gate, [uncertain]: {
                          - {x_px: 10, y_px: 20, yaw_deg: 30, pitch_deg: 40}  # gate
                          - {x_px: 5, y_px: 6, yaw_deg: 7, pitch_deg: 8}  # a mistake

                """,
            after: """
                          - {x_px: 1, y_px: 2.0, yaw_deg: +3, pitch_deg: 4}   # tower, left
                          # the gate, [uncertain]: {
                          - {x_px: 10.46, y_px: 20, yaw_deg: -30.1235, pitch_deg: 40}  # gate
                          - {x_px: 100, y_px: 200.5, yaw_deg: 0, pitch_deg: -1.5}

                """
        ),
        Self(
            testDescription: "at the key's own column, spaced, another order",
            before: """
                        - { yaw_deg: 3, pitch_deg: 4,   x_px: 1, y_px: 2 }
                        - { yaw_deg: 30, pitch_deg: 40, x_px: 10, y_px: 20 }
                        - { yaw_deg: 7, pitch_deg: 8,   x_px: 5, y_px: 6 }

                """,
            after: """
                        - { yaw_deg: 3, pitch_deg: 4,   x_px: 1, y_px: 2 }
                        - { yaw_deg: -30.1235, pitch_deg: 40, x_px: 10.46, y_px: 20 }
                        - { yaw_deg: 0, pitch_deg: -1.5,   x_px: 100, y_px: 200.5 }

                """
        ),
        Self(
            testDescription: "a key a line",
            before: """
                          - x_px: 1
                            y_px: 2   # at the top
                            yaw_deg: 3
                            pitch_deg: 4

                          -   x_px: 10
                              y_px: 20
                              yaw_deg: 30
                              pitch_deg: 40
                          -   x_px: 5
                              y_px: 6
                              yaw_deg: 7
                              pitch_deg: 8   # gone

                """,
            after: """
                          - x_px: 1
                            y_px: 2   # at the top
                            yaw_deg: 3
                            pitch_deg: 4

                          -   x_px: 10.46
                              y_px: 20
                              yaw_deg: -30.1235
                              pitch_deg: 40
                          -   x_px: 100
                              y_px: 200.5
                              yaw_deg: 0
                              pitch_deg: -1.5

                """
        ),
        Self(
            testDescription: "brackets on one line",
            before: """
                          [{x_px: 1, y_px: 2, yaw_deg: 3, pitch_deg: 4}, {x_px: 10, y_px: 20, yaw_deg: 30, pitch_deg: 40},{x_px: 5, y_px: 6, yaw_deg: 7, pitch_deg: 8} ] # {

                """,
            after: """
                          [{x_px: 1, y_px: 2, yaw_deg: 3, pitch_deg: 4}, {x_px: 10.46, y_px: 20, yaw_deg: -30.1235, pitch_deg: 40},{x_px: 100, y_px: 200.5, yaw_deg: 0, pitch_deg: -1.5} ] # {

                """
        ),
        Self(
            testDescription: "brackets over several lines",
            before: """
                          [
                            {x_px: 1, y_px: 2, yaw_deg: 3, pitch_deg: 4}, # ]
                            {x_px: 10, y_px: 20, yaw_deg: 30, pitch_deg: 40}, # gate
                            {x_px: 5, y_px: 6, yaw_deg: 7, pitch_deg: 8} # gone
                          ]

                """,
            after: """
                          [
                            {x_px: 1, y_px: 2, yaw_deg: 3, pitch_deg: 4}, # ]
                            {x_px: 10.46, y_px: 20, yaw_deg: -30.1235, pitch_deg: 40}, # gate
                            {x_px: 100, y_px: 200.5, yaw_deg: 0, pitch_deg: -1.5}
                          ]

                """
        ),
        Self(
            testDescription: "brackets over several lines, a comma behind the last",
            before: """
                          [
                            {x_px: 1, y_px: 2, yaw_deg: 3, pitch_deg: 4},
                            {x_px: 10, y_px: 20, yaw_deg: 30, pitch_deg: 40},
                            {x_px: 5, y_px: 6, yaw_deg: 7, pitch_deg: 8},
                          ]

                """,
            after: """
                          [
                            {x_px: 1, y_px: 2, yaw_deg: 3, pitch_deg: 4},
                            {x_px: 10.46, y_px: 20, yaw_deg: -30.1235, pitch_deg: 40},
                            {x_px: 100, y_px: 200.5, yaw_deg: 0, pitch_deg: -1.5},
                          ]

                """
        ),
    ]
}

/// A picture without points, and how it looks with two.
struct FirstList: Sendable {
    let before: String
    let after: String
    var unknowns: [String]?

    /// - Parameter placement: whole lines.
    static func block(_ placement: String) -> String {
        """
        # Tour
        places:
        - id: a
          epochs:
          - id: b # this
            year: 1900
            photo:
              path: p.jpg
              on: today   # the base

        """ + placement + "      tone: fade # here\n"
    }

    static let list =
        "      control_points:\n        - {x_px: 1, y_px: 2, yaw_deg: 3, pitch_deg: 4}\n        - {x_px: 5, y_px: 6, yaw_deg: 7, pitch_deg: 8}"

    static let all = [
        Self(before: block(""), after: block(list + "\n")),
        Self(
            before: block(""),
            after: block(list + "\n      solve: [shift, distortion]\n"),
            unknowns: ["shift", "distortion"]
        ),
        Self(before: block("      control_points:\n"), after: block(list + "\n")),
        Self(before: block("      control_points: []  # soon\n"), after: block(list + "  # soon\n")),
        Self(
            before: block("      pose: {yaw_deg: 1, field_of_view_deg: 40} # guess\n"),
            after: block(list + " # guess\n")
        ),
        Self(
            before: block("      pose:\n        yaw_deg: 1\n        field_of_view_deg: 40\n      # more\n"),
            after: block(list + "\n      # more\n")
        ),
        Self(
            before: "places: [{id: a, epochs: [{id: b, photo: {path: 'it''s', on: \"t}\"}}]}]\n",
            after: "places: [{id: a, epochs: [{id: b, photo: {path: 'it''s', on: \"t}\", control_points: "
                + "[{x_px: 1, y_px: 2, yaw_deg: 3, pitch_deg: 4}, {x_px: 5, y_px: 6, yaw_deg: 7, pitch_deg: 8}]}}]}]\n"
        ),
        Self(
            before: "places: [{id: a, epochs: [{id: b, photo: {pose: {yaw_deg: 1}, path: c}}]}]\n",
            after: "places: [{id: a, epochs: [{id: b, photo: {control_points: "
                + "[{x_px: 1, y_px: 2, yaw_deg: 3, pitch_deg: 4}, {x_px: 5, y_px: 6, yaw_deg: 7, pitch_deg: 8}], path: c}}]}]\n"
        ),
    ]
}
