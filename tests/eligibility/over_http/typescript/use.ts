// Asks once with the client that was generated from the service's OpenAPI: use.js URL TOKEN
import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

declare const process: { argv: string[] };
const [url, token] = process.argv.slice(2);
const client = createClient<paths, "application/json">({
  baseUrl: url,
  headers: { Authorization: `Bearer ${token}` },
});

type Request = components["schemas"]["RequestMessage"];
const body: Request = {
  XmlMsg: {
    MessageHeader: { MedicalInstitutionCode: "1312345678" },
    MessageBody: {
      QualificationConfirmSearchInfo: [
        {
          InsurerNumber: "  990127",
          InsuredCardSymbol: "見12",
          InsuredIdentificationNumber: "0034507",
          Birthdate: "20030707",
        },
      ],
    },
  },
};

const { data } = await client.POST("/v1/OQSsiquc01", { body });
const ticket = await client.POST("/v1/terminal/challenge");
console.log(data?.XmlMsg.MessageBody?.QualificationValidity, ticket.data?.challenge.length);
