/// Control points with which nothing can be begun. Points are counted from 0.
package enum RegistrationError: Error, Hashable {
    case emptyPicture(width: Int, height: Int)
    /// A number that is none, or a direction without one.
    case notANumber(point: Int)
    case outsidePicture(point: Int)
    /// Two points at one place of the picture or the panorama: the second would count for nothing, or contradicts the first.
    case repeated(point: Int, earlier: Int)
    /// A facade's homography has everything that a lens could have.
    case planeWithLens
}

extension RegistrationError: CustomStringConvertible {
    /// What is wrong; what to do.
    package var description: String {
        switch self {
        case .emptyPicture(let width, let height):
            "a picture of \(width) x \(height) pixels shows nothing; give its size"
        case .notANumber(let point):
            "control point \(point + 1) has no place; give its pixel and its direction as numbers"
        case .outsidePicture(let point):
            "control point \(point + 1) lies outside the picture; x and y are pixels from its top left corner"
        case .repeated(let point, let earlier):
            "control point \(point + 1) lies where point \(earlier + 1) does; take one of them out"
        case .planeWithLens:
            "a facade has no lens to be found; give plane alone, or shift and distortion without it"
        }
    }
}
