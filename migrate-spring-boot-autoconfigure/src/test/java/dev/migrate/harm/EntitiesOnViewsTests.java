package dev.migrate.harm;

import java.nio.file.Path;
import java.util.Set;

import dev.migrate.testing.EssentialProducts;
import dev.migrate.testing.TestProduct;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.View;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for entities on views, to which no foreign key can refer.
 */
class EntitiesOnViewsTests {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EssentialProducts
	void foreignKeyToAViewIsNotDesired(TestProduct product) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(Part.class)) {
			shop.release("parts");
			shop.database().execute("create view part_v as select id from part");
			shop.map(Part.class, PartOnView.class);
			assertThat(EvolvingApplication.changes(shop.check().changes()))
				.noneMatch((change) -> change.contains("foreign key"));
			shop.release("tags");
			assertThat(shop.check().agrees()).isTrue();
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void foreignKeyToAMappedQueryIsNotDesired(TestProduct product) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init()
			.map(Part.class, PartOfQuery.class)) {
			shop.release("parts");
			assertThat(shop.check().agrees()).isTrue();
		}
	}

	@Entity(name = "part")
	static class Part {

		@Id
		long id;

	}

	@Entity(name = "part_v")
	static class PartOnView {

		@Id
		long id;

		@ElementCollection
		Set<String> tags;

	}

	@Entity(name = "part_q")
	@View(query = "select id from part")
	static class PartOfQuery {

		@Id
		long id;

		@ElementCollection
		Set<String> tags;

	}

}
