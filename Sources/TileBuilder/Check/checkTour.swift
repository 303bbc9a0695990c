internal import ImageCoding
package import Tour

/// Everything that is wrong or doubtful in a tour, known without building it: its text, which files are there, its
/// drive, its pictures (of large ones the headers) and the headers of sounds.
///
/// Mistakes in the text hide what can only be known when it is right: all that has to do with the route and with photos.
///
/// - Parameters:
///   - path: a `tour.yaml` or the folder it lies in.
///   - mostPixels: above this a picture is refused.
///   - faceSize: of the faces that are to be built, in pixels; nil for as fine as the pictures.
/// - Returns: in the order of the document's lines, then those on other files.
package func checkTour(path: String, mostPixels: Int, faceSize: Int? = nil) -> [TourFinding] {
    var settings = TileSettings()
    settings.mostPixels = mostPixels
    settings.faceSize = faceSize
    let reading = TourReading.read(path: path)
    let files = TourFiles(reading, mostPixels: mostPixels, readsThrough: true)
    var findings = reading.findings + reading.missingFiles(fileExists: isFile) + files.findings
    findings += BaseMapFiles(reading).findings
    if let document = reading.document {
        // That a route or zone is missing has been told.
        findings += TourCheck(document, read: GeometryFile.read).findings(durations: files.durations)
            .filter { $0.file == document.file || isFile($0.file) }
        findings += pictureFindings(document, files, settings)
        findings += stereoCards(document, limits: settings.limits)
    }
    findings += unusedFiles(reading)
    return findings.sorted(startingWith: reading.file)
}
