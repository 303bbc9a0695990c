internal import Panorama

extension ProjectionError {
    /// What to do where the picture stands in a tour: in the tour's words, not in those of options.
    var adviceInTour: String {
        switch self {
        case .unknown(let width, let height):
            "a photograph is laid over a panorama with `photo:` instead of `panorama:`; \(Self.advice(width, height))"
        case .unknownType:
            "say what it is with `projection: equirectangular` or `cylindrical`, or lay a photograph over a panorama with `photo:`"
        case .contradiction:
            "correct them, for example with exiftool, or say `projection:` and `field_of_view_deg:`"
        case .poseOutOfRange: "correct them, for example with exiftool"
        case .missingFieldOfView: "add `field_of_view_deg:`"
        case .fieldOfViewOutOfRange(_, _, let most): "write a `field_of_view_deg:` from 1 to \(Int(most))"
        case .beyondPoles: "write a smaller `field_of_view_deg:`, or another `projection:`"
        case .oddStereo(let stereo, _, _):
            "give a picture of even \(stereo == .topBottom ? "height" : "width"), or remove `stereo:`"
        case .singleCubeFace: "give one equirectangular picture"
        }
    }

    private static func advice(_ width: Int, _ height: Int) -> String {
        switch (width, height) {
        case (height, _): "two full panoramas, one for each eye, are `stereo: top-bottom`"
        case (4 * height, _): "two full panoramas, one for each eye, are `stereo: side-by-side`"
        default:
            "of a part of a panorama say `projection:` and `field_of_view_deg:`; a full one is twice as wide as high"
        }
    }
}
