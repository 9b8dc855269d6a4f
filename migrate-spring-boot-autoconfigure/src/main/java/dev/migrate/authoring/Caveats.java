package dev.migrate.authoring;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a user has to know about an application before trusting a comparison.
 *
 * @param ofEntities the reasons why the entities may not be those of the sources, in
 * whole sentences
 * @param ofDatabase the reasons why the database may differ from what revisions built, in
 * whole sentences
 */
public record Caveats(Supplier<List<String>> ofEntities, Supplier<List<String>> ofDatabase) {

	/**
	 * No caveats.
	 */
	public static final Caveats NONE = new Caveats(List::of, List::of);

	/**
	 * Return the caveats of a comparison of the entities with the database.
	 * @return whole sentences
	 */
	List<String> all() {
		List<String> all = new ArrayList<>(this.ofEntities.get());
		all.addAll(this.ofDatabase.get());
		return all;
	}

	/**
	 * Return the caveats of a comparison that does not depend on the database.
	 * @return the caveats of the entities
	 */
	Caveats withoutDatabase() {
		return new Caveats(this.ofEntities, List::of);
	}

}
