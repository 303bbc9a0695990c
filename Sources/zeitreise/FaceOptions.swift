import ArgumentParser

/// How fine the faces of a cube become.
struct FaceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Pixels a side of a face, at least; without it as fine as the pictures.", valueName: "px")
    )
    var faceSize: Int?

    func validate() throws {
        if let faceSize, !(1...65536).contains(faceSize) {
            throw ValidationError("--face-size \(faceSize): give 1 to 65536")
        }
    }
}
