package dev.migrate.harm;

import java.nio.file.Path;
import java.util.List;

import dev.migrate.Answers;
import dev.migrate.CannotProceedException;
import dev.migrate.testing.TestProduct;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.hibernate.annotations.Check;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that what was created by hand under a name that an entity asks for is kept, and
 * that the entity's own object gets another name.
 */
class KeptNamesTests {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource(names = { "H2", "HSQLDB", "POSTGRESQL", "MYSQL", "MARIADB", "SQLITE" })
	void objectsByHandUnderAWantedNameAreKept(TestProduct product) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(Shelf.class)) {
			shop.release("shelves");
			shop.byHand(
					"create table mu (id bigint not null primary key, slug varchar(60), dom varchar(60), t varchar(60))",
					"create unique index mu_sd on mu (dom)", "create index mu_t on mu (t, slug)",
					"create index mu_other on shelf (id)");
			shop.map(Shelf.class, Mu.class);
			List<String> before = shop.oracle();
			shop.release("keys");
			assertThat(shop.check().agrees()).isTrue();
			assertThat(EvolvingApplication.left(shop.check().leftAlone())).anyMatch((left) -> left.contains("mu_t"))
				.anyMatch((left) -> left.contains("mu_sd"));
			assertThat(shop.oracle()).containsAll(before);
			shop.downgrade("-1");
			assertThat(shop.oracle()).isEqualTo(before);
			shop.upgrade("head");
			shop.release("without theirs", Answers.NONE.withDrops(List.of("index mu.mu_t")));
			assertThat(EvolvingApplication.left(shop.check().leftAlone())).noneMatch((left) -> left.contains("mu_t"));
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "H2", "POSTGRESQL", "MARIADB" })
	void checkByHandOfTheSameColumnIsKept(TestProduct product) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(Shelf.class)) {
			shop.release("shelves");
			shop.byHand("alter table shelf add constraint shelf_by_hand check (id <> 13)");
			shop.map(CheckedShelf.class).release("checked");
			assertThat(EvolvingApplication.left(shop.check().leftAlone()))
				.anyMatch((left) -> left.contains("shelf_by_hand"));
			assertThat(shop.check().agrees()).isTrue();
			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> shop.database().execute("insert into shelf (id) values (13)"));
			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> shop.database().execute("insert into shelf (id) values (-1)"));
		}
	}

	@Test
	void partialAndExpressionIndexesUnderWantedNamesAreKept() {
		try (EvolvingApplication shop = new EvolvingApplication(TestProduct.POSTGRESQL, this.folder).init()
			.map(Shelf.class)) {
			shop.release("shelves");
			shop.byHand("create table mu (id bigint primary key, slug varchar(60), dom varchar(60), t varchar(60))",
					"create unique index mu_sd on mu (slug, dom) where dom is not null",
					"create index mu_t on mu (lower(t))");
			List<String> before = shop.oracle();
			shop.map(Shelf.class, Mu.class).release("keys");
			assertThat(shop.oracle()).containsAll(before);
			assertThat(shop.check().agrees()).isTrue();
		}
	}

	@Test
	void keyWithoutThePartitionKeyIsRejected() {
		try (EvolvingApplication shop = new EvolvingApplication(TestProduct.POSTGRESQL, this.folder).init()
			.map(Shelf.class)) {
			shop.release("shelves");
			shop.byHand(
					"create table mu (id bigint, slug varchar(60), dom varchar(60), t varchar(60), primary key (id, t)) partition by list (t)",
					"create table mu_1 partition of mu default",
					"create table referring (a bigint, b varchar(60), constraint r_fk foreign key (a, b) references mu)");
			shop.map(Shelf.class, Mu.class);
			List<String> before = shop.oracle();
			assertThat(EvolvingApplication.left(shop.check().leftAlone())).noneMatch((left) -> left.contains("mu_1"));
			assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> shop.generate("key"))
				.withMessageContaining("replace primary key mu")
				.withMessageContaining("partition key mu");
			assertThat(shop.oracle()).isEqualTo(before);
		}
	}

	@Entity(name = "shelf")
	static class Shelf {

		@Id
		long id;

	}

	@Entity(name = "shelf")
	@Check(name = "shelf_positive", constraints = "id > 0")
	static class CheckedShelf {

		@Id
		long id;

	}

	@Entity(name = "mu")
	@Table(uniqueConstraints = @UniqueConstraint(name = "mu_sd", columnNames = { "slug", "dom" }),
			indexes = { @Index(name = "mu_t", columnList = "t"), @Index(name = "mu_other", columnList = "dom") })
	static class Mu {

		@Id
		long id;

		@Column(length = 60)
		String slug;

		@Column(length = 60)
		String dom;

		@Column(length = 60)
		String t;

	}

}
