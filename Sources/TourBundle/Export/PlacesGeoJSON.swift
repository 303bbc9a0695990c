/// The places of a tour as GeoJSON (RFC 7946), each with the times of its epochs in a `when` as GeoJSON-T and the Linked
/// Places format 1.2 have it.
struct PlacesGeoJSON: Encodable {
    struct Feature: Encodable {
        let type = "Feature"
        let id: String
        let geometry: PointGeometry
        let when: When
        let properties: Properties
    }

    struct Properties: Encodable {
        /// In the tour's first language.
        let title: String
        /// By language.
        let titles: [String: String]
        /// In the order of the timespans.
        let epochs: [Epoch]
    }

    /// Members that a bundle does not know are left out.
    struct Epoch: Encodable {
        let id: String
        let when: When
        let certainty: String?
        let credit: String
        let licence: String
        /// The licence's URI where it is a known one.
        let rights: String?
        let source: String?
        /// The id of the epoch that surrounds the photographs of this one.
        let over: String?
        /// What was corrected in the picture.
        let restored: [String]?
    }

    let type = "FeatureCollection"
    let title: [String: String]
    let features: [Feature]

    init(_ tour: TourManifest) {
        title = tour.title
        features = tour.places.map { place in
            Feature(
                id: place.id,
                geometry: PointGeometry(place.location),
                when: When(place.epochs),
                properties: Properties(
                    title: tour.name(of: place),
                    titles: place.title,
                    epochs: place.epochs.map(Epoch.init)
                )
            )
        }
    }
}

extension PlacesGeoJSON.Epoch {
    init(_ epoch: TourManifest.Epoch) {
        id = epoch.id
        when = PlacesGeoJSON.When([epoch])
        certainty = epoch.certainty
        credit = epoch.credit
        licence = epoch.licence
        rights = rightsURI(of: epoch.licence)
        source = epoch.source
        over = epoch.over
        restored = epoch.restored
    }
}

/// RFC 7946, 3.1.2.
struct PointGeometry: Encodable {
    let type = "Point"
    /// East, north.
    let coordinates: [Double]

    init(_ location: TourManifest.Location) {
        coordinates = [location.longitudeDeg, location.latitudeDeg]
    }
}

extension TourManifest {
    /// Places and epochs for maps and gazetteers: GeoJSON with `when`.
    package func geoJSON() throws(EncodingError) -> String { try ExportJSON.text(PlacesGeoJSON(self)) }
}
