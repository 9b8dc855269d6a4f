package dev.migrate.harm;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import dev.migrate.ChangeView;
import dev.migrate.GeneratedView;
import dev.migrate.testing.TestProduct;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the options of an index are part of what an entity asks for.
 */
class IndexOptionsTests {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "SQLITE" })
	void uniqueIndexWithConditionAcceptsDuplicatesElsewhere(TestProduct product) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(Unique.class)) {
			shop.release("create all");
			assertThat(shop.check().agrees()).isTrue();
			shop.database()
				.execute("insert into account (id, mail, deleted_at) values (1, 'a@b', '2026-01-01 00:00:00')");
			shop.database().execute("insert into account (id, mail) values (2, 'a@b')");
			shop.downgrade("base");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "H2", "HSQLDB", "MYSQL", "MARIADB" })
	void indexWithConditionIsLeftOutWithNoteWhereThereIsNone(TestProduct product) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(Unique.class)) {
			GeneratedView generated = shop.generate("create all");
			assertThat(generated.notes()).singleElement()
				.asString()
				.containsIgnoringCase("Index one_living_account of table account is neither created nor compared")
				.contains("where deleted_at is null");
			shop.upgrade("head");
			assertThat(shop.check().agrees()).isTrue();
			assertThat(shop.check().notes()).hasSize(1);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "SQLITE" })
	void conditionThatChangesReplacesTheIndex(TestProduct product) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(Plain.class)) {
			shop.release("create all");
			List<String> before = shop.oracle();
			GeneratedView generated = shop.map(Unique.class).generate("one living account");
			assertThat(generated.changes()).extracting(ChangeView::description)
				.anySatisfy((description) -> assertThat(description).contains("one_living_account", "where"));
			shop.upgrade("head");
			assertThat(shop.check().agrees()).isTrue();
			shop.downgrade("-1");
			assertThat(shop.oracle()).isEqualTo(before);
		}
	}

	@Test
	void plainIndexIsNoCoveringOne() {
		try (EvolvingApplication shop = new EvolvingApplication(TestProduct.POSTGRESQL, this.folder).init()
			.map(Plain.class)) {
			shop.release("create all");
			List<String> before = shop.oracle();
			shop.map(Covering.class).release("cover the mail");
			assertThat(shop.check().agrees()).isTrue();
			assertThat(shop.oracle()).anyMatch((line) -> line.contains("INCLUDE (mail)"));
			shop.downgrade("-1");
			assertThat(shop.oracle()).isEqualTo(before);
		}
	}

	@Entity(name = "Account")
	@Table(indexes = @Index(name = "one_living_account", columnList = "mail"))
	static class Plain {

		@Id
		int id;

		String mail;

		Instant deletedAt;

	}

	@Entity(name = "Account")
	@Table(indexes = @Index(name = "one_living_account", columnList = "id", options = "include (mail)"))
	static class Covering {

		@Id
		int id;

		String mail;

		Instant deletedAt;

	}

	@Entity(name = "Account")
	@Table(indexes = @Index(name = "one_living_account", columnList = "mail", unique = true,
			options = "where deleted_at is null"))
	static class Unique {

		@Id
		int id;

		String mail;

		Instant deletedAt;

	}

}
