import Tour

extension Mistake {
    /// In what is said of photos, panoramas and their bases.
    static let pictures = ground + solving + stereo + panoramas + ranges

    private static let ground = [
        Mistake(
            .incompleteAttribution,
            """
                    credit: Example Studio
                    licence: CC BY-SA 4.0
                    source: Model after the excavation of 1934
                    certainty: reconstructed

            """,
            "",
            at: "id: middle-ages",
            "this epoch has no `credit` and no `licence` and no `source` and no `certainty`",
            "add `credit:` (whom to name), `licence:` (the terms under which it may be shown), "
                + "`source:` (archive and signature, or how the picture came about), "
                + "`certainty:` (`documented` or `reconstructed` or `imagined`)"
        ),
        Mistake(
            .unknownKey,
            "source: Taken",
            "soruce: Taken",
            "unknown key `soruce` in this epoch",
            "did you mean `source`?"
        ),
        Mistake(
            .eitherOr,
            "          on: today\n          control_points",
            "          control_points",
            at: "photo:\n          path: ../../Assets/old-town/castle-1905.jpg",
            "this photo does not say what it lies on",
            "add `on:` with an epoch of this place that has a panorama, or `tone: paper` with a `pose`"
        ),
        Mistake(
            .eitherOr,
            """
                        on: today
                        pose:
                          yaw_deg: 3.5
                          pitch_deg: -1.5
                          roll_deg: 0.4
                          field_of_view_deg: 48
                          shift_right: 0.01
                          shift_up: 0.12
                          distortion: -0.02
                        tone: paper
            """,
            "            pose: {yaw_deg: 3.5, field_of_view_deg: 48}\n            tone: fade",
            at: "path: ../../Assets/old-town/castle-1880.jpg",
            "this photo does not say what it lies on",
            "add `on:` with an epoch of this place that has a panorama, or `tone: paper` with a `pose`"
        ),
        Mistake(
            .unknownKey,
            "          on: today",
            "          no: today",
            "unknown key `no` in this photo",
            "did you mean `on`?"
        ),
        Mistake(
            .contradiction,
            "            stereo: side-by-side",
            "            tone: sepia\n            stereo: side-by-side",
            at: "tone: sepia",
            "`tone` is 'sepia', but 'paper' in the epoch's first photo",
            "the photos of an epoch lie on one ground: say it in the first, and remove it here"
        ),
        Mistake(
            .contradiction,
            "            stereo: side-by-side",
            "            on: middle-ages\n            stereo: side-by-side",
            at: "on: middle-ages",
            "`on` is 'middle-ages', but 'today' in the epoch's first photo",
            "the photos of an epoch lie on one ground: say it in the first, and remove it here"
        ),
        Mistake(
            .contradiction,
            "        year: 1905\n",
            "        year: 1905\n        heading_deg: 10\n",
            at: "heading_deg: 10",
            "`heading_deg` stands beside a picture that lies `on` 'today', which tells the heading",
            "remove it"
        ),
    ]

    private static let solving = [
        Mistake(
            .tooFewPoints,
            "solve: [shift]",
            "solve: [shift, distortion]",
            at: "control_points",
            "`control_points` has 3 of the 4 points that it takes at least",
            "add points, six or more if you can, far apart"
        ),
        Mistake(
            .tooFewPoints,
            "solve: [shift]",
            "solve: [plane]",
            at: "control_points",
            "`control_points` has 3 of the 4 points that it takes at least",
            "add points, six or more if you can, far apart"
        ),
        Mistake(
            .contradiction,
            "solve: [shift]",
            "solve: [shift, plane]",
            "`solve` has both `plane` and `shift`",
            "keep `plane` alone for a facade that was not taken from here, or remove it"
        ),
        Mistake(
            .unknownValue,
            "solve: [shift]",
            "solve: [shfit]",
            "item 1 of `solve` is 'shfit', which is not known",
            "did you mean `shift`?"
        ),
        Mistake(
            .emptyList,
            "solve: [shift]",
            "solve: []",
            "`solve` is a list, with nothing in it",
            "write at least one item"
        ),
        Mistake(
            .unfittingKey,
            "            stereo: side-by-side",
            "            solve: [shift]\n            stereo: side-by-side",
            at: "solve: [shift]\n            stereo",
            "`solve` stands here without `control_points`",
            "add `control_points:`, or write the values into `pose:` and remove it"
        ),
    ]

    private static let stereo = [
        Mistake(
            .unknownValue,
            "stereo: side-by-side",
            "stereo: top-bottom # a card",
            "`stereo` is 'top-bottom', which no stereo card is",
            "write `side-by-side`"
        ),
        Mistake(
            .unfittingKey,
            "            stereo: side-by-side\n",
            "",
            at: "            swap_eyes",
            "`swap_eyes` stands here without `stereo`",
            "add `stereo: side-by-side` to a stereo card, or remove it"
        ),
        Mistake(
            .unfittingKey,
            "          stereo: top-bottom\n",
            "",
            at: "          swap_eyes: true\n        credit: Example Studio",
            "`swap_eyes` stands here without `stereo`",
            "add `stereo:` to a picture with one for each eye, or remove it"
        ),
        Mistake(
            .unknownValue,
            "restore: [dust, fading]",
            "restore: [dust, colour]",
            "item 2 of `restore` is 'colour', which is not known",
            "use one of `dust`, `fading`"
        ),
        Mistake(
            .wrongType,
            "restore: [dust, fading]",
            "restore: dust",
            "`restore` is 'dust', not a list",
            "write a line `- item` for each of its items, indented below it"
        ),
    ]

    private static let cylinder = """
                  projection: cylindrical
                  field_of_view_deg: 140
                  horizon_px: 410
                  even_exposure: true
                  on: today
                  pose: {yaw_deg: 12, pitch_deg: 0.5, roll_deg: -0.3}
                  tone: sepia

        """

    private static let panoramas = [
        Mistake(
            .unfittingKey,
            cylinder,
            "          projection: equirectangular\n          horizon_px: 410\n",
            at: "horizon_px",
            "`horizon_px` stands here without `projection: cylindrical`",
            "add that to a cylinder, or remove it"
        ),
        Mistake(
            .unfittingKey,
            cylinder,
            "          even_exposure: true\n",
            "`even_exposure` stands here without `projection: cylindrical`",
            "add that to a cylinder, or remove it"
        ),
        Mistake(
            .unknownValue,
            "projection: cylindrical",
            "projection: cylinder",
            "`projection` is 'cylinder', which is not known",
            "use one of `equirectangular`, `cylindrical`"
        ),
        Mistake(
            .unfittingKey,
            cylinder,
            "          field_of_view_deg: 140\n",
            "`field_of_view_deg` stands here without `projection`",
            "add `projection: cylindrical` or `equirectangular`"
        ),
        Mistake(
            .unfittingKey,
            cylinder,
            "          pose: {yaw_deg: 12}\n          tone: paper\n",
            at: "pose: {yaw_deg: 12}",
            "`pose` stands here without `on`",
            "add `on:` with an epoch of this place that has a panorama, or remove it"
        ),
        Mistake(
            .unfittingKey,
            cylinder,
            "          tone: sepia\n",
            at: "tone: sepia",
            "`tone` stands here without `on`",
            "add `on:` with the epoch that fills what is missing, or write `paper`"
        ),
        Mistake(
            .eitherOr,
            "pose: {yaw_deg: 12,",
            "control_points: [\(point), \(point)]\n          pose: {yaw_deg: 12,",
            at: "panorama:\n          path: ../../Assets/old-town/castle-1871.tif",
            "this panorama has `pose` and `control_points`",
            "give it either `pose` or `control_points`"
        ),
        Mistake(
            .tooFewPoints,
            cylinder,
            "          projection: cylindrical\n          on: today\n          control_points: [\(point), \(point)]\n",
            at: "control_points: [",
            "`control_points` has 2 of the 3 points that it takes at least",
            "add points, six or more if you can, far apart"
        ),
        Mistake(
            .unknownKey,
            "pose: {yaw_deg: 12,",
            "pose: {field_of_view_deg: 90, yaw_deg: 12,",
            "unknown key `field_of_view_deg` in this panorama's pose",
            "use one of `yaw_deg`, `pitch_deg`, `roll_deg`"
        ),
        Mistake(
            .contradiction,
            "        year: 1871\n",
            "        year: 1871\n        heading_deg: 10\n",
            at: "heading_deg: 10",
            "`heading_deg` stands beside a picture that lies `on` 'today', which tells the heading",
            "remove it"
        ),
        Mistake(
            .unknownEpoch,
            "          on: today\n          pose: {",
            "          on: y1871\n          pose: {",
            at: "on: y1871",
            "`on` is 'y1871', this epoch itself",
            "use one of `today`, `middle-ages`"
        ),
        Mistake(
            .unknownEpoch,
            "panorama: ../../Assets/old-town/castle-1200.png",
            "panorama: {path: ../../Assets/old-town/castle-1200.png, on: y1871}",
            "`on` is 'y1871', which itself lies on another",
            "use one of `today`"
        ),
    ]

    private static let point = "{x_px: 1, y_px: 1, yaw_deg: 1, pitch_deg: 1}"

    private static let ranges = [
        Mistake(
            .outOfRange,
            "shift_up: 0.12",
            "shift_up: 12",
            "`shift_up` is 12, outside -2 to 2",
            "write a number from -2 to 2"
        ),
        Mistake(
            .outOfRange,
            "distortion: -0.02",
            "distortion: -2",
            "`distortion` is -2, outside -1 to 1",
            "write a number from -1 to 1"
        ),
        Mistake(
            .outOfRange,
            "field_of_view_deg: 140",
            "field_of_view_deg: 361",
            "`field_of_view_deg` is 361, outside 1 to 360",
            "write a number from 1 to 360"
        ),
        Mistake(
            .outOfRange,
            "horizon_px: 410",
            "horizon_px: 1000001",
            "`horizon_px` is 1000001, outside -1000000 to 1000000",
            "write a number from -1000000 to 1000000"
        ),
    ]
}
