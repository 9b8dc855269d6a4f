package dev.migrate.wrong.schema;

import org.hibernate.SessionFactory;

/**
 * A class in the wrong room, for {@code RoomsTests}.
 *
 * @param factory what it should not know
 */
public record KnowsHibernate(SessionFactory factory) {

}
