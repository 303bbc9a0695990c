/// A manifest of the IIIF Presentation API 3.0 with the navPlace extension: a canvas for each epoch, a range for each place.
struct IIIFManifest: Encodable {
    /// By language; `none` for a text in none.
    typealias Texts = [String: [String]]

    struct LabelledValue: Encodable {
        let label: Texts
        let value: Texts
    }

    struct Canvas: Encodable {
        let id: String
        let type = "Canvas"
        let label: Texts
        let height: Int
        let width: Int
        let summary: Texts
        let metadata: [LabelledValue]
        let requiredStatement: LabelledValue
        let rights: String?
        let navDate: String?
        let navPlace: FeatureCollection
        let thumbnail: [Content]?
        let rendering: [Content]
        let seeAlso: [Content]
        let items: [AnnotationPage]
    }

    struct AnnotationPage: Encodable {
        let id: String
        let type = "AnnotationPage"
        let items: [Annotation]
    }

    struct Annotation: Encodable {
        let id: String
        let type = "Annotation"
        let motivation = "painting"
        let body: Content
        /// The canvas.
        let target: String
    }

    /// A picture, page or data at an address.
    struct Content: Encodable {
        let id: String
        let type: String
        let format: String
        var label: Texts?
        var height: Int?
        var width: Int?
    }

    struct FeatureCollection: Encodable {
        let id: String
        let type = "FeatureCollection"
        let features: [Feature]
    }

    struct Feature: Encodable {
        let id: String
        let type = "Feature"
        let geometry: PointGeometry
        let properties: [String: Texts]
    }

    struct Range: Encodable {
        struct Item: Encodable {
            let id: String
            let type = "Canvas"
        }

        let id: String
        let type = "Range"
        let label: Texts
        let items: [Item]
    }

    /// The extension's comes first.
    let context = [
        "http://iiif.io/api/extension/navplace/context.json", "http://iiif.io/api/presentation/3/context.json",
    ]
    let id: String
    let type = "Manifest"
    let label: Texts
    let items: [Canvas]
    let structures: [Range]

    enum CodingKeys: String, CodingKey {
        case context = "@context"
        case id, type, label, items, structures
    }
}
