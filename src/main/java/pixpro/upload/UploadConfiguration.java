package pixpro.upload;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pixpro.image.ImageLimits;
import pixpro.image.SpoolFolder;
import pixpro.ingest.UploadDesk;
import pixpro.storage.ObjectStorage;

/** Wires the uploads straight to object storage. */
@Configuration(proxyBeanMethods = false)
class UploadConfiguration {

    @Bean
    UploadStore uploadStore(ObjectStorage storage, ObjectMapper json) {
        return new UploadStore(storage, json);
    }

    @Bean
    DirectUploads directUploads(
            UploadsSettings settings,
            ImageLimits limits,
            ObjectStorage storage,
            UploadStore store,
            UploadDesk desk,
            ObjectMapper json) {
        return new DirectUploads(settings, limits, storage, store, desk, json, Clock.systemUTC());
    }

    @Bean
    FetchUpload fetchUpload(
            ObjectStorage storage, @Qualifier("uploadSpool") SpoolFolder uploadSpool, ImageLimits limits) {
        return new FetchUpload(storage, uploadSpool.path(), limits);
    }

    @Bean
    BatchQueries batchQueries(UploadStore store, MongoDatabase database) {
        return new BatchQueries(store, database);
    }

    @Bean
    UploadSweep uploadSweep(ObjectStorage storage, UploadStore store, UploadsSettings settings) {
        return new UploadSweep(storage, store, settings.ttl(), Clock.systemUTC());
    }
}
