internal import Panorama

/// Which of some files is which face of a cubemap, by the ends of their names: `_f _r _b _l _u _d`, `front right back left up
/// down` (or `top`, `bottom`), or `0` to `5` in that order.
enum CubeFaceNames {
    enum Fault: Error, Equatable, CustomStringConvertible {
        /// No name ends in any of these.
        case none
        /// Of the fullest set.
        case missing([CubeFace])
        /// More than one file for a face, or more than one set.
        case several([String])

        var description: String {
            switch self {
            case .none: "no names that say which face they are"
            case .missing(let faces): "no picture of \(faces.map { "\($0)" }.joined(separator: ", "))"
            case .several(let names): "more than one set: \(names.joined(separator: ", "))"
            }
        }
    }

    /// Where the ending begins tells one set in a folder from another.
    private struct Group: Hashable {
        var convention: Int
        var stem: String
    }

    private static let conventions: [[CubeFace: [String]]] = [
        [.front: ["f"], .right: ["r"], .back: ["b"], .left: ["l"], .up: ["u"], .down: ["d"]],
        [
            .front: ["front"], .right: ["right"], .back: ["back"], .left: ["left"], .up: ["up", "top"],
            .down: ["down", "bottom"],
        ],
        [.front: ["0"], .right: ["1"], .back: ["2"], .left: ["3"], .up: ["4"], .down: ["5"]],
    ]

    /// - Parameter names: of files, with their endings.
    /// - Returns: six names in the order of `CubeFace`.
    static func faces(among names: [String]) throws(Fault) -> [String] {
        var groups: [Group: [CubeFace: [String]]] = [:]
        for name in names.sorted() {
            for (group, face) in readings(of: name) { groups[group, default: [:]][face, default: []].append(name) }
        }
        let whole = groups.values.filter { $0.count == CubeFace.allCases.count }
        guard let faces = whole.first else { throw fault(groups.values.max { $0.count < $1.count }) }
        guard whole.count == 1, faces.values.allSatisfy({ $0.count == 1 }) else {
            throw .several(whole.flatMap { $0[.front] ?? [] }.sorted())
        }
        return CubeFace.allCases.compactMap { faces[$0]?.first }
    }

    private static func fault(_ fullest: [CubeFace: [String]]?) -> Fault {
        guard let fullest else { return .none }
        return .missing(CubeFace.allCases.filter { fullest[$0] == nil })
    }

    private static func readings(of name: String) -> [(Group, CubeFace)] {
        let name = name.lowercased()
        let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
        return conventions.enumerated().flatMap { convention, faces in
            faces.flatMap { face, endings in
                endings.compactMap { ending in
                    guard stem.hasSuffix(ending) else { return nil }
                    let rest = String(stem.dropLast(ending.count))
                    guard !goesOn(rest, into: ending) else { return nil }
                    return (Group(convention: convention, stem: rest), face)
                }
            }
        }
    }

    /// Whether the ending is only the end of a longer word or number.
    private static func goesOn(_ rest: String, into ending: String) -> Bool {
        guard let last = rest.last, let first = ending.first else { return false }
        return first.isLetter ? last.isLetter : last.isNumber
    }
}
