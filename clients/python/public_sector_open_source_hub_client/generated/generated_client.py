from typing import Any, Optional, Union

from .async_base_client import AsyncBaseClient
from .base_model import UNSET, UnsetType
from .changes import Changes
from .enums import KindName, Predicate
from .events import Events
from .input_types import (
    EntityBy,
    EventWhere,
    NewsItemWhere,
    OrganisationWhere,
    OspoWhere,
    ProductWhere,
)
from .news import News
from .organisations import Organisations
from .ospos import Ospos
from .overlap import Overlap
from .products import Products
from .question_1 import Question1
from .question_2 import Question2
from .question_3 import Question3
from .question_4 import Question4
from .question_5 import Question5
from .question_6 import Question6
from .question_7 import Question7
from .question_8 import Question8
from .question_9 import Question9
from .question_10 import Question10
from .question_11 import Question11
from .question_12 import Question12
from .question_13 import Question13
from .question_14 import Question14
from .question_15 import Question15
from .question_16 import Question16
from .question_17 import Question17
from .question_18 import Question18
from .question_19 import Question19
from .question_20 import Question20
from .question_21 import Question21
from .question_22 import Question22
from .question_23 import Question23
from .question_24 import Question24
from .question_25 import Question25
from .question_26 import Question26
from .question_27 import Question27
from .question_28 import Question28
from .question_29 import Question29
from .relations import Relations
from .search import Search
from .statements import Statements


def gql(q: str) -> str:
    return q


class GeneratedClient(AsyncBaseClient):
    async def search(
        self,
        query: str,
        kinds: Union[Optional[list[KindName]], UnsetType] = UNSET,
        networks: Union[Optional[list[str]], UnsetType] = UNSET,
        first: Union[Optional[int], UnsetType] = UNSET,
        after: Union[Optional[str], UnsetType] = UNSET,
        **kwargs: Any,
    ) -> Search:
        _query = gql("""
            query Search($query: String!, $kinds: [KindName!], $networks: [String!], $first: Int = 100, $after: String) {
              search(
                query: $query
                kinds: $kinds
                networks: $networks
                first: $first
                after: $after
              ) {
                totalCount
                pageInfo {
                  hasNextPage
                  endCursor
                }
                nodes {
                  __typename
                  id
                  kind
                  slug
                  name
                  url
                  countries
                }
              }
            }
            """)
        variables: dict[str, object] = {
            "query": query,
            "kinds": kinds,
            "networks": networks,
            "first": first,
            "after": after,
        }
        response = await self.execute(
            query=_query, operation_name="Search", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Search.model_validate(data)

    async def organisations(
        self,
        where: Union[Optional[OrganisationWhere], UnsetType] = UNSET,
        search: Union[Optional[str], UnsetType] = UNSET,
        first: Union[Optional[int], UnsetType] = UNSET,
        after: Union[Optional[str], UnsetType] = UNSET,
        **kwargs: Any,
    ) -> Organisations:
        query = gql("""
            query Organisations($where: OrganisationWhere, $search: String, $first: Int = 100, $after: String) {
              organisations(where: $where, search: $search, first: $first, after: $after) {
                totalCount
                pageInfo {
                  hasNextPage
                  endCursor
                }
                nodes {
                  id
                  slug
                  name
                  type
                  url
                  countries
                  networks {
                    slug
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {
            "where": where,
            "search": search,
            "first": first,
            "after": after,
        }
        response = await self.execute(
            query=query, operation_name="Organisations", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Organisations.model_validate(data)

    async def ospos(
        self,
        where: Union[Optional[OspoWhere], UnsetType] = UNSET,
        search: Union[Optional[str], UnsetType] = UNSET,
        first: Union[Optional[int], UnsetType] = UNSET,
        after: Union[Optional[str], UnsetType] = UNSET,
        **kwargs: Any,
    ) -> Ospos:
        query = gql("""
            query Ospos($where: OspoWhere, $search: String, $first: Int = 100, $after: String) {
              ospos(where: $where, search: $search, first: $first, after: $after) {
                totalCount
                pageInfo {
                  hasNextPage
                  endCursor
                }
                nodes {
                  id
                  slug
                  name
                  url
                  countries
                  networks {
                    slug
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {
            "where": where,
            "search": search,
            "first": first,
            "after": after,
        }
        response = await self.execute(
            query=query, operation_name="Ospos", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Ospos.model_validate(data)

    async def products(
        self,
        where: Union[Optional[ProductWhere], UnsetType] = UNSET,
        search: Union[Optional[str], UnsetType] = UNSET,
        first: Union[Optional[int], UnsetType] = UNSET,
        after: Union[Optional[str], UnsetType] = UNSET,
        **kwargs: Any,
    ) -> Products:
        query = gql("""
            query Products($where: ProductWhere, $search: String, $first: Int = 100, $after: String) {
              products(where: $where, search: $search, first: $first, after: $after) {
                totalCount
                pageInfo {
                  hasNextPage
                  endCursor
                }
                nodes {
                  id
                  slug
                  name
                  url
                  repository
                  licence
                  countries
                  networks {
                    slug
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {
            "where": where,
            "search": search,
            "first": first,
            "after": after,
        }
        response = await self.execute(
            query=query, operation_name="Products", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Products.model_validate(data)

    async def events(
        self,
        where: Union[Optional[EventWhere], UnsetType] = UNSET,
        search: Union[Optional[str], UnsetType] = UNSET,
        first: Union[Optional[int], UnsetType] = UNSET,
        after: Union[Optional[str], UnsetType] = UNSET,
        **kwargs: Any,
    ) -> Events:
        query = gql("""
            query Events($where: EventWhere, $search: String, $first: Int = 100, $after: String) {
              events(where: $where, search: $search, first: $first, after: $after) {
                totalCount
                pageInfo {
                  hasNextPage
                  endCursor
                }
                nodes {
                  id
                  slug
                  name
                  url
                  startsAt
                  endsAt
                  countries
                  networks {
                    slug
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {
            "where": where,
            "search": search,
            "first": first,
            "after": after,
        }
        response = await self.execute(
            query=query, operation_name="Events", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Events.model_validate(data)

    async def news(
        self,
        where: Union[Optional[NewsItemWhere], UnsetType] = UNSET,
        search: Union[Optional[str], UnsetType] = UNSET,
        first: Union[Optional[int], UnsetType] = UNSET,
        after: Union[Optional[str], UnsetType] = UNSET,
        **kwargs: Any,
    ) -> News:
        query = gql("""
            query News($where: NewsItemWhere, $search: String, $first: Int = 100, $after: String) {
              news(where: $where, search: $search, first: $first, after: $after) {
                totalCount
                pageInfo {
                  hasNextPage
                  endCursor
                }
                nodes {
                  id
                  slug
                  name
                  url
                  published
                  networks {
                    slug
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {
            "where": where,
            "search": search,
            "first": first,
            "after": after,
        }
        response = await self.execute(
            query=query, operation_name="News", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return News.model_validate(data)

    async def relations(
        self,
        by: EntityBy,
        predicates: Union[Optional[list[Predicate]], UnsetType] = UNSET,
        kinds: Union[Optional[list[KindName]], UnsetType] = UNSET,
        first: Union[Optional[int], UnsetType] = UNSET,
        after: Union[Optional[str], UnsetType] = UNSET,
        **kwargs: Any,
    ) -> Relations:
        query = gql("""
            query Relations($by: EntityBy!, $predicates: [Predicate!], $kinds: [KindName!], $first: Int = 100, $after: String) {
              lookup(by: [$by]) {
                __typename
                id
                name
                related(predicates: $predicates, kinds: $kinds, first: $first, after: $after) {
                  totalCount
                  pageInfo {
                    hasNextPage
                    endCursor
                  }
                  nodes {
                    __typename
                    id
                    kind
                    name
                  }
                  edges {
                    predicate
                    outward
                    roles
                    since
                    until
                    node {
                      __typename
                      id
                      kind
                      name
                    }
                    networks {
                      slug
                    }
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {
            "by": by,
            "predicates": predicates,
            "kinds": kinds,
            "first": first,
            "after": after,
        }
        response = await self.execute(
            query=query, operation_name="Relations", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Relations.model_validate(data)

    async def overlap(
        self,
        networks: Union[Optional[list[str]], UnsetType] = UNSET,
        kinds: Union[Optional[list[KindName]], UnsetType] = UNSET,
        first: Union[Optional[int], UnsetType] = UNSET,
        after: Union[Optional[str], UnsetType] = UNSET,
        **kwargs: Any,
    ) -> Overlap:
        query = gql("""
            query Overlap($networks: [String!], $kinds: [KindName!], $first: Int = 100, $after: String) {
              overlap(networks: $networks, kinds: $kinds) {
                entities(first: $first, after: $after) {
                  totalCount
                  pageInfo {
                    hasNextPage
                    endCursor
                  }
                  nodes {
                    __typename
                    id
                    kind
                    name
                    networks {
                      slug
                    }
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {
            "networks": networks,
            "kinds": kinds,
            "first": first,
            "after": after,
        }
        response = await self.execute(
            query=query, operation_name="Overlap", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Overlap.model_validate(data)

    async def changes(
        self,
        since: int,
        networks: Union[Optional[list[str]], UnsetType] = UNSET,
        kinds: Union[Optional[list[KindName]], UnsetType] = UNSET,
        first: Union[Optional[int], UnsetType] = UNSET,
        after: Union[Optional[str], UnsetType] = UNSET,
        **kwargs: Any,
    ) -> Changes:
        query = gql("""
            query Changes($since: Int!, $networks: [String!], $kinds: [KindName!], $first: Int = 100, $after: String) {
              changes(
                since: $since
                networks: $networks
                kinds: $kinds
                first: $first
                after: $after
              ) {
                totalCount
                pageInfo {
                  hasNextPage
                  endCursor
                }
                nodes {
                  revision
                  at
                  action
                  entityId
                  name
                }
              }
            }
            """)
        variables: dict[str, object] = {
            "since": since,
            "networks": networks,
            "kinds": kinds,
            "first": first,
            "after": after,
        }
        response = await self.execute(
            query=query, operation_name="Changes", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Changes.model_validate(data)

    async def statements(self, by: EntityBy, **kwargs: Any) -> Statements:
        query = gql("""
            query Statements($by: EntityBy!) {
              lookup(by: [$by]) {
                __typename
                id
                kind
                name
                identifiers {
                  scheme
                  value
                }
                provenance {
                  field
                  value
                  won
                  network {
                    slug
                  }
                  path
                  line
                  url
                }
                records {
                  id
                  name
                  network {
                    slug
                  }
                  path
                  line
                  url
                }
              }
            }
            """)
        variables: dict[str, object] = {"by": by}
        response = await self.execute(
            query=query, operation_name="Statements", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Statements.model_validate(data)

    async def question_1(self, **kwargs: Any) -> Question1:
        query = gql("""
            query Question1 {
              organisation(by: {slug: "os2-offentligt-digitaliseringsfaellesskab"}) {
                members(
                  where: {type: {eq: LOCAL}, countries: {eq: "DK"}}
                  roles: ["member"]
                  first: 2
                ) {
                  totalCount
                  edges {
                    since
                    node {
                      name
                      usedProducts(where: {networks: {eq: "os2"}}, first: 2) {
                        totalCount
                        edges {
                          since
                          node {
                            name
                            suppliers(first: 2) {
                              nodes {
                                name
                              }
                            }
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = await self.execute(
            query=query, operation_name="Question1", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Question1.model_validate(data)

    async def question_2(self, **kwargs: Any) -> Question2:
        query = gql("""
            query Question2 {
              products(where: {users: {countryCount: {gte: 2}}}, first: 5) {
                totalCount
                nodes {
                  name
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = await self.execute(
            query=query, operation_name="Question2", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Question2.model_validate(data)

    async def question_3(self, **kwargs: Any) -> Question3:
        query = gql("""
            query Question3 {
              news(
                where: {published: {gte: "2024-11-26"}, mentions: {some: {onProduct: {owners: {some: {onOrganisation: {ospos: {count: {gte: 1}}}}}}}}}
                orderBy: [{field: PUBLISHED, direction: DESC}]
                first: 3
              ) {
                totalCount
                nodes {
                  name
                  published
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = await self.execute(
            query=query, operation_name="Question3", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Question3.model_validate(data)

    async def question_4(self, **kwargs: Any) -> Question4:
        query = gql("""
            query Question4 {
              ospos(
                where: {organisations: {some: {usedProducts: {some: {networks: {eq: "os2"}}}}}}
                first: 5
              ) {
                totalCount
                nodes {
                  name
                  organisations(first: 1) {
                    nodes {
                      name
                      usedProducts(where: {networks: {eq: "os2"}}, first: 3) {
                        nodes {
                          name
                        }
                      }
                    }
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = await self.execute(
            query=query, operation_name="Question4", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Question4.model_validate(data)

    async def question_5(self, **kwargs: Any) -> Question5:
        query = gql("""
            query Question5 {
              path(from: {slug: "kobenhavns-kommune"}, to: {slug: "european-commission"}) {
                length
                start {
                  __typename
                  name
                }
                steps {
                  predicate
                  outward
                  networks {
                    slug
                  }
                  node {
                    __typename
                    name
                  }
                  statements {
                    record {
                      network {
                        slug
                      }
                      path
                      line
                    }
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = await self.execute(
            query=query, operation_name="Question5", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Question5.model_validate(data)

    async def question_6(self, **kwargs: Any) -> Question6:
        query = gql("""
            query Question6 {
              events(
                where: {occurs: {from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z"}}
              ) {
                totalCount
                groupBy(fields: [COUNTRIES], first: 4) {
                  totalCount
                  otherCount
                  missing
                  groups {
                    count
                    keys {
                      value
                      label
                    }
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = await self.execute(
            query=query, operation_name="Question6", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Question6.model_validate(data)

    async def question_7(self, **kwargs: Any) -> Question7:
        query = gql("""
            query Question7 {
              products {
                groupBy(fields: [COUNTRIES, LICENCE], first: 3) {
                  totalCount
                  otherCount
                  missing
                  groups {
                    count
                    keys {
                      value
                    }
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = await self.execute(
            query=query, operation_name="Question7", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Question7.model_validate(data)

    async def question_8(self, **kwargs: Any) -> Question8:
        query = gql("""
            query Question8 {
              products(where: {licence: {isNull: true}}, first: 3, orderBy: [{field: NAME}]) {
                totalCount
                nodes {
                  name
                  networks {
                    slug
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = await self.execute(
            query=query, operation_name="Question8", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Question8.model_validate(data)

    async def question_9(self, **kwargs: Any) -> Question9:
        query = gql("""
            query Question9 {
              conflicts(first: 2) {
                totalCount
                nodes {
                  entity {
                    __typename
                    name
                    conflictCount
                  }
                  field
                  values {
                    value
                    records {
                      network {
                        slug
                      }
                    }
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = await self.execute(
            query=query, operation_name="Question9", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Question9.model_validate(data)

    async def question_10(self, **kwargs: Any) -> Question10:
        query = gql("""
            query Question10 {
              changes(since: 3, networks: ["osor"], actions: [CHANGED], first: 2) {
                totalCount
                nodes {
                  revision
                  kind
                  name
                  fields {
                    field
                    from
                    to
                    records {
                      network {
                        slug
                      }
                      path
                      line
                    }
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = await self.execute(
            query=query, operation_name="Question10", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Question10.model_validate(data)

    async def question_11(self, **kwargs: Any) -> Question11:
        query = gql("""
            query Question11 {
              organisations {
                totalCount
                groupBy(fields: [COUNTRIES, TYPE], first: 3) {
                  totalCount
                  otherCount
                  missing
                  groups {
                    count
                    keys {
                      value
                    }
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = await self.execute(
            query=query, operation_name="Question11", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Question11.model_validate(data)

    async def question_12(self, **kwargs: Any) -> Question12:
        query = gql("""
            query Question12 {
              products(
                orderBy: [{field: USERS_COUNT, direction: DESC}, {field: NAME}]
                first: 3
              ) {
                nodes {
                  name
                  users(first: 0) {
                    totalCount
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = await self.execute(
            query=query, operation_name="Question12", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Question12.model_validate(data)

    async def question_13(self, **kwargs: Any) -> Question13:
        query = gql("""
            query Question13 {
              organisation(by: {slug: "os2-offentligt-digitaliseringsfaellesskab"}) {
                early: members(edge: {since: {lt: "2015-01-01"}}, first: 3) {
                  totalCount
                  nodes {
                    name
                  }
                }
                founders: members(roles: ["founder"], first: 3) {
                  totalCount
                  nodes {
                    name
                  }
                }
                onTheDay: members(roles: ["member"], edge: {activeOn: "2013-01-01"}, first: 3) {
                  totalCount
                  nodes {
                    name
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = await self.execute(
            query=query, operation_name="Question13", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Question13.model_validate(data)

    async def question_14(self, **kwargs: Any) -> Question14:
        query = gql("""
            query Question14 {
              lookup(
                by: [{url: "https://github.com/OS2mo/os2mo"}, {url: "https://nobody.example"}, {url: "https://opensource.paris.fr"}, {url: "https://os2.eu"}]
              ) {
                __typename
                kind
                name
              }
            }
            """)
        variables: dict[str, object] = {}
        response = await self.execute(
            query=query, operation_name="Question14", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Question14.model_validate(data)

    async def question_15(self, **kwargs: Any) -> Question15:
        query = gql("""
            query Question15 {
              organisations(where: {identifiers: {scheme: "cvr", value: "55133018"}}) {
                totalCount
                nodes {
                  name
                  countries
                  records {
                    network {
                      slug
                    }
                    path
                    line
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = await self.execute(
            query=query, operation_name="Question15", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Question15.model_validate(data)

    async def question_16(self, **kwargs: Any) -> Question16:
        query = gql("""
            query Question16 {
              folded: search(query: "kobenhavns kommune", first: 1) {
                nodes {
                  __typename
                  kind
                  name
                }
              }
              upper: search(query: "KØBENHAVNS KOMMUNE", first: 1) {
                nodes {
                  __typename
                  kind
                  name
                }
              }
              mistyped: search(query: "kobenhvans kommune", first: 1) {
                corrections {
                  given
                  used
                }
                nodes {
                  __typename
                  kind
                  name
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = await self.execute(
            query=query, operation_name="Question16", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Question16.model_validate(data)

    async def question_17(self, **kwargs: Any) -> Question17:
        query = gql("""
            query Question17 {
              organisation(by: {slug: "os2-offentligt-digitaliseringsfaellesskab"}) {
                members(where: {ospos: {count: {eq: 0}}}, roles: ["member"], first: 3) {
                  totalCount
                  nodes {
                    name
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = await self.execute(
            query=query, operation_name="Question17", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Question17.model_validate(data)

    async def question_18(self, **kwargs: Any) -> Question18:
        query = gql("""
            query Question18 {
              organisations(
                where: {suppliedProducts: {count: {gte: 2}}}
                orderBy: [{field: SUPPLIED_PRODUCTS_COUNT, direction: DESC}, {field: NAME}]
                first: 3
              ) {
                totalCount
                nodes {
                  name
                  suppliedProducts(first: 0) {
                    totalCount
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = await self.execute(
            query=query, operation_name="Question18", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Question18.model_validate(data)

    async def question_19(self, **kwargs: Any) -> Question19:
        query = gql("""
            query Question19 {
              network(by: {slug: "os2"}) {
                figures {
                  name
                  value
                  asOf
                  path
                  line
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = await self.execute(
            query=query, operation_name="Question19", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Question19.model_validate(data)

    async def question_20(self, **kwargs: Any) -> Question20:
        query = gql("""
            query Question20 {
              products(where: {assessments: {scheme: "os2-level", value: "3"}}) {
                totalCount
                nodes {
                  name
                  assessments {
                    scheme {
                      name
                    }
                    value
                    asOf
                    criteria {
                      text(lang: ["en"]) {
                        value
                      }
                    }
                  }
                }
              }
              organisation(by: {slug: "os2-offentligt-digitaliseringsfaellesskab"}) {
                passages(topics: [CRITERIA]) {
                  text(lang: ["en"]) {
                    value
                  }
                  path
                  line
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = await self.execute(
            query=query, operation_name="Question20", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Question20.model_validate(data)

    async def question_21(self, **kwargs: Any) -> Question21:
        query = gql("""
            query Question21 {
              candidates(first: 2) {
                totalCount
                nodes {
                  score
                  left {
                    name
                    network {
                      slug
                    }
                  }
                  right {
                    name
                    network {
                      slug
                    }
                  }
                  evidence {
                    name
                    weight
                    detail
                    cannotLink
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = await self.execute(
            query=query, operation_name="Question21", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Question21.model_validate(data)

    async def question_22(self, **kwargs: Any) -> Question22:
        query = gql("""
            query Question22 {
              organisation(by: {slug: "os2-offentligt-digitaliseringsfaellesskab"}) {
                evidence {
                  outcome
                  score
                  left {
                    key
                    network {
                      slug
                    }
                  }
                  right {
                    key
                    network {
                      slug
                    }
                  }
                  evidence {
                    name
                    weight
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = await self.execute(
            query=query, operation_name="Question22", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Question22.model_validate(data)

    async def question_23(self, **kwargs: Any) -> Question23:
        query = gql("""
            query Question23 {
              product(by: {slug: "os2mo"}) {
                provenance(fields: ["licence", "url", "genericName"]) {
                  field
                  value
                  won
                  rule
                  path
                  line
                  network {
                    slug
                    licence
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = await self.execute(
            query=query, operation_name="Question23", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Question23.model_validate(data)

    async def question_24(self, **kwargs: Any) -> Question24:
        query = gql("""
            query Question24 {
              neighbours(
                of: {slug: "ballerup-kommune"}
                depth: 2
                predicates: [MEMBER_OF, USES]
                first: 3
              ) {
                totalCount
                nodes {
                  distance
                  node {
                    __typename
                    kind
                    name
                  }
                }
                edges {
                  predicate
                  subject {
                    __typename
                    name
                  }
                  object {
                    __typename
                    name
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = await self.execute(
            query=query, operation_name="Question24", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Question24.model_validate(data)

    async def question_25(self, **kwargs: Any) -> Question25:
        query = gql("""
            query Question25 {
              overlap(networks: ["os2", "osor", "floss-pso", "ospo-plus-plus"]) {
                matrix {
                  left {
                    slug
                  }
                  right {
                    slug
                  }
                  kind
                  count
                }
                entities(first: 3) {
                  totalCount
                  nodes {
                    __typename
                    kind
                    name
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = await self.execute(
            query=query, operation_name="Question25", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Question25.model_validate(data)

    async def question_26(self, **kwargs: Any) -> Question26:
        query = gql("""
            query Question26 {
              all: issues(network: "bluehats", first: 0) {
                totalCount
              }
              errors: issues(network: "bluehats", severity: ERROR, first: 2) {
                totalCount
                nodes {
                  code
                  path
                  line
                }
              }
              warnings: issues(network: "bluehats", severity: WARNING, first: 2) {
                totalCount
                nodes {
                  code
                  path
                  line
                }
              }
              info: issues(network: "bluehats", severity: INFO, first: 2) {
                totalCount
                nodes {
                  code
                  path
                  line
                  message
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = await self.execute(
            query=query, operation_name="Question26", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Question26.model_validate(data)

    async def question_27(self, **kwargs: Any) -> Question27:
        query = gql("""
            query Question27 {
              occurrences(from: "2027-01-01T00:00:00Z", to: "2027-02-01T00:00:00Z", first: 3) {
                totalCount
                nodes {
                  startsAt
                  event {
                    name
                    recurrence
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = await self.execute(
            query=query, operation_name="Question27", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Question27.model_validate(data)

    async def question_28(self, **kwargs: Any) -> Question28:
        query = gql("""
            query Question28 {
              products(
                where: {networks: {eq: "os2"}, slug: {in: ["os2mo", "os2rollekatalog"]}}
              ) {
                nodes {
                  name
                  description(lang: ["da", "en"]) {
                    lang
                    isFallback
                    value
                  }
                }
              }
              organisation(by: {slug: "it-m"}) {
                name
                description(lang: ["da", "en"]) {
                  lang
                  isFallback
                  value
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = await self.execute(
            query=query, operation_name="Question28", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Question28.model_validate(data)

    async def question_29(self, **kwargs: Any) -> Question29:
        query = gql("""
            query Question29 {
              ospos(where: {archetype: {eq: NATIONAL}, countries: {group: EU}}) {
                totalCount
                groupBy(fields: [COUNTRIES]) {
                  groups {
                    count
                    keys {
                      value
                      label
                    }
                  }
                }
                nodes {
                  name
                  countries
                  archetype
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = await self.execute(
            query=query, operation_name="Question29", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Question29.model_validate(data)
