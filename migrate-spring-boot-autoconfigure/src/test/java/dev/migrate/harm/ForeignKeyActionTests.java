package dev.migrate.harm;

import java.nio.file.Path;
import java.util.List;

import dev.migrate.testing.EssentialProducts;
import dev.migrate.testing.TestProduct;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the action of a foreign key is kept if it was created by hand, and follows
 * the mapping if a generated changeset created the key.
 */
class ForeignKeyActionTests {

	private static final String ACTION = "on delete cascade → none";

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource(names = { "H2", "HSQLDB", "POSTGRESQL", "MYSQL", "MARIADB" })
	void actionOfAKeyByHandIsKeptWhileItsColumnsChange(TestProduct product) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(Shelter.class)) {
			shop.release("shelters");
			shop.byHand("create table owner (id integer not null primary key)",
					"create table pet (id integer not null primary key, owner_id integer)",
					"alter table pet add constraint pet_of_owner foreign key (owner_id) references owner (id) on delete cascade");
			shop.map(Shelter.class, Owner.class, Pet.class);
			List<String> before = shop.oracle();
			assertThat(shop.check().agrees()).isTrue();
			assertThat(EvolvingApplication.left(shop.check().leftAlone())).anyMatch((left) -> left.contains(ACTION));
			shop.map(Shelter.class, LongOwner.class, LongPet.class).release("longer keys");
			assertThat(shop.check().agrees()).isTrue();
			shop.database()
				.execute("insert into owner (id) values (1)", "insert into pet (id, owner_id) values (1, 1)",
						"delete from owner");
			shop.downgrade("-1");
			assertThat(shop.oracle()).isEqualTo(before);
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void actionOfAGeneratedKeyFollowsTheMapping(TestProduct product) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init()
			.map(Owner.class, CascadingPet.class)) {
			shop.release("pets");
			List<String> cascading = shop.oracle();
			shop.map(Owner.class, Pet.class);
			assertThat(EvolvingApplication.changes(shop.check().changes()))
				.anyMatch((change) -> change.contains(ACTION));
			shop.release("no cascade");
			assertThat(shop.check().agrees()).isTrue();
			assertThat(shop.check().leftAlone()).isEmpty();
			shop.downgrade("-1");
			assertThat(shop.oracle()).isEqualTo(cascading);
		}
	}

	@Entity(name = "shelter")
	static class Shelter {

		@Id
		int id;

	}

	@Entity(name = "owner")
	static class Owner {

		@Id
		int id;

	}

	@Entity(name = "pet")
	static class Pet {

		@Id
		int id;

		@ManyToOne
		Owner owner;

	}

	@Entity(name = "pet")
	static class CascadingPet {

		@Id
		int id;

		@ManyToOne
		@OnDelete(action = OnDeleteAction.CASCADE)
		Owner owner;

	}

	@Entity(name = "owner")
	static class LongOwner {

		@Id
		long id;

	}

	@Entity(name = "pet")
	static class LongPet {

		@Id
		int id;

		@ManyToOne
		LongOwner owner;

	}

}
