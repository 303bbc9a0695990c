/// Why it is not clear, or not possible, what a picture shows of the sphere.
package enum ProjectionError: Error, Hashable {
    /// Neither the picture's sides nor its metadata tell.
    case unknown(width: Int, height: Int)
    /// The metadata name a projection that is none of ours.
    case unknownType(String)
    /// The metadata contradict each other or the picture; `what` names the fields.
    case contradiction(what: String)
    case poseOutOfRange(field: String, value: Double, range: ClosedRange<Double>)
    /// A projection that says nothing without a field of view.
    case missingFieldOfView(ProjectionKind)
    case fieldOfViewOutOfRange(ProjectionKind, degrees: Double, most: Double)
    /// An equirectangular picture that would reach beyond the poles.
    case beyondPoles(width: Int, height: Int, fieldOfViewDeg: Double)
    /// A side that does not fall into two halves.
    case oddStereo(StereoLayout, width: Int, height: Int)
    /// One picture where six are needed.
    case singleCubeFace
}

extension ProjectionError: CustomStringConvertible {
    /// What is wrong; what to do.
    package var description: String { "\(what); \(advice)" }

    /// What is wrong.
    package var what: String {
        switch self {
        case .unknown(let width, let height):
            "\(width) x \(height) pixels and no metadata that say what they show"
        case .unknownType(let type):
            "its metadata call its projection '\(type)', which is not known here"
        case .contradiction(let what):
            "its GPano metadata contradict themselves: \(what)"
        case .poseOutOfRange(let field, let value, let range):
            "its GPano metadata say \(field) \(plain(value)), which is not in \(plain(range.lowerBound)) to "
                + plain(range.upperBound)
        case .missingFieldOfView(let kind):
            "a \(kind.rawValue) picture can be placed only with its horizontal field of view"
        case .fieldOfViewOutOfRange(let kind, let degrees, _):
            "a \(kind.rawValue) picture cannot be \(plain(degrees))° wide"
        case .beyondPoles(let width, let height, let fieldOfViewDeg):
            "\(width) x \(height) pixels over \(plain(fieldOfViewDeg))° would reach beyond the poles"
        case .oddStereo(_, let width, let height):
            "\(width) x \(height) pixels do not fall into two equal pictures"
        case .singleCubeFace:
            "a cubemap is six pictures"
        }
    }

    /// What to do where pictures come with options.
    private var advice: String {
        switch self {
        case .unknown(let width, let height): "a full panorama is twice as wide as high; \(advice(width, height))"
        case .unknownType: "say what it is with --projection"
        case .contradiction: "correct them, or give --projection and --fov instead"
        case .poseOutOfRange: "correct them"
        case .missingFieldOfView: "give --fov DEGREES"
        case .fieldOfViewOutOfRange(_, _, let most): "give --fov 1 to \(plain(most))"
        case .beyondPoles: "give a smaller --fov, or another --projection"
        case .oddStereo(let stereo, _, _):
            "give a picture of even \(stereo == .topBottom ? "height" : "width"), or --stereo none"
        case .singleCubeFace: "give the folder in which they lie, or all six"
        }
    }

    private func advice(_ width: Int, _ height: Int) -> String {
        switch (width, height) {
        case (height, _): "give --stereo top-bottom if it holds two of them, or --projection and --fov"
        case (4 * height, _): "give --stereo side-by-side if it holds two of them, or --projection and --fov"
        default: "give --projection, and --fov DEGREES for what is not a whole turn"
        }
    }

    private func plain(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    }
}
