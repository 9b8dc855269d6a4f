package dev.migrate.harm;

import java.nio.file.Path;
import java.util.List;

import dev.migrate.testing.TestProduct;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for indexes that serve a foreign key, without which some products reject it.
 */
class ForeignKeyIndexTests {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource
	void indexOnTheColumnOfAForeignKeyIsCreatedAndDropped(TestProduct product) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init()
			.map(Owner.class, Pet.class)) {
			shop.release("create all");
			shop.database()
				.execute("insert into owner (id) values (1)", "insert into pet (id, owner_id) values (1, 1)");
			List<String> plain = shop.oracle();
			shop.map(Owner.class, IndexedPet.class).release("index");
			List<String> indexed = shop.oracle();
			shop.downgrade("-1");
			assertThat(shop.oracle()).isEqualTo(plain);
			shop.upgrade("head");
			assertThat(shop.oracle()).isEqualTo(indexed);
			shop.map(Owner.class, Pet.class).release("no index");
			assertThat(shop.oracle()).isEqualTo(plain);
			assertThat(shop.check().agrees()).isTrue();
			shop.downgrade("-1");
			assertThat(shop.oracle()).isEqualTo(indexed);
		}
	}

	@Entity(name = "owner")
	static class Owner {

		@Id
		long id;

	}

	@Entity(name = "pet")
	static class Pet {

		@Id
		long id;

		@ManyToOne
		Owner owner;

	}

	@Entity(name = "pet")
	@Table(indexes = @Index(name = "pet_of_owner", columnList = "owner_id"))
	static class IndexedPet {

		@Id
		long id;

		@ManyToOne
		Owner owner;

	}

}
